/** Nodes in (−1, 1), ascending, and their weights, which sum to 2. */
export interface QuadratureRule {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

/**
 * The Gauss–Legendre rule: exact for polynomials up to degree 2·count − 1 over [−1, 1]. The nodes are the roots of the
 * Legendre polynomial P_count, found by Newton's method from Tricomi's estimate (Press et al., Numerical Recipes, §4.6).
 *
 * @param count - how many nodes, ≥ 1
 * @returns nodes and weights
 */
export function gaussLegendre(count: number): QuadratureRule {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let index = count; index >= 1; index--) {
    let x = Math.cos((Math.PI * (index - 0.25)) / (count + 0.5));
    let slope = 1;
    // Newton doubles the digits of an estimate that starts with three or more: five steps are plenty.
    for (let step = 0; step < 5; step++) {
      let previous = 0;
      let value = 1;
      for (let degree = 1; degree <= count; degree++) {
        const next = ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree;
        previous = value;
        value = next;
      }
      slope = (count * (x * value - previous)) / (x * x - 1);
      x -= value / slope;
    }
    nodes.push(x);
    weights.push(2 / ((1 - x * x) * slope * slope));
  }
  return { nodes, weights };
}
