import { logGamma } from './log-gamma';
import { normalQuantile } from './normal-quantile';

/**
 * Quantile of Student's t distribution, to about 1e-12 relatively: a secant search on its distribution
 * function, which is an incomplete beta function.
 *
 * @param probability - in (½, 1)
 * @param freedom - degrees of freedom, at least 1
 * @returns the quantile, above 0
 */
export function studentQuantile(probability: number, freedom: number): number {
  // So many that t is normal to the last digits asked for.
  if (freedom > 1e7) return normalQuantile(probability);
  const tail = 2 * (1 - probability);
  let low = 0;
  let high = 1;
  while (twoSidedTail(high, freedom) > tail && high < 1e300) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-13 * high; step++) {
    const middle = (low + high) / 2;
    if (twoSidedTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(|T| > t) = I_x(ν/2, ½) with x = ν/(ν + t²). */
function twoSidedTail(t: number, freedom: number): number {
  const square = t * t;
  return incompleteBeta(freedom / (freedom + square), square / (freedom + square), freedom / 2, 0.5);
}

/** I_x(a, b), given x and 1 − x, by Lentz's continued fraction (Press et al., Numerical Recipes, §6.4). */
function incompleteBeta(x: number, rest: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(rest));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(rest, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}
