import { gaussLegendre } from './gauss-legendre';

const RULE = gaussLegendre(20);

/**
 * ∫ f(x) dx by one Gauss–Legendre rule of 20 points: to the last digits for an f that polynomials of degree 39 fit well.
 *
 * @param f - the integrand
 * @param from - the lower end
 * @param to - the upper end
 * @returns the integral
 */
export function gaussPanel(f: (x: number) => number, from: number, to: number): number {
  const half = (to - from) / 2;
  const middle = from + half;
  if (half === 0) return 0;
  let sum = 0;
  for (let node = 0; node < RULE.nodes.length; node++) {
    sum += RULE.weights[node]! * f(middle + half * RULE.nodes[node]!);
  }
  return half * sum;
}
