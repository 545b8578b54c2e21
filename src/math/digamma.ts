/**
 * ψ(x) = d/dx log Γ(x) for x > 0, to about 1e-15 (absolutely near its zero at 1.46, relatively elsewhere): the recurrence
 * ψ(x) = ψ(x + 1) − 1/x up to x ≥ 10, then the asymptotic series (Abramowitz & Stegun 1964, 6.3.5 and 6.3.18).
 *
 * @param x - above 0
 * @returns ψ(x)
 */
export function digamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 10; at++) shift -= 1 / at;
  const inverse = 1 / (at * at);
  const tail = TAIL.reduceRight((value, coefficient) => (value + coefficient) * inverse, 0);
  return shift + Math.log(at) - 1 / (2 * at) - tail;
}

/** B₂ₖ/(2k) for k = 1 … 7, B the Bernoulli numbers. */
const TAIL = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];
