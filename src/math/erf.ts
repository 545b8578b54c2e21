/**
 * The error function erf x = 2/√π ∫₀ˣ exp(−t²) dt, to about 2e-16 of its value.
 *
 * Source: Abramowitz & Stegun 1964, "Handbook of Mathematical Functions", eq. 7.1.6 (all its terms have one sign).
 *
 * @param x - any number
 * @returns erf x, from −1 to 1
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size < 2)) return Math.sign(x) * (1 - erfc(size));
  const square = x * x;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-18 * sum; k++) {
    term *= (2 * square) / (2 * k + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * x * Math.exp(-square) * sum;
}

/**
 * The complementary error function erfc x = 1 − erf x, to about 1e-15 of its value also far out, where it is tiny.
 *
 * Source: Abramowitz & Stegun 1964, eq. 7.1.14 (a continued fraction).
 *
 * @param x - any number
 * @returns erfc x, from 0 to 2
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < 1) return 1 - erf(x);
  if (!(x < 28)) return Number.isNaN(x) ? x : 0;
  // x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …))), from the inside out. It converges the faster the greater x is.
  let fraction = x;
  for (let k = Math.ceil(20 + 170 / (x * x)); k >= 1; k--) fraction = x + k / 2 / fraction;
  // The square of x rounded to 24 bits is exact: x² itself would lose the digits that exp multiplies.
  const rounded = Math.fround(x);
  const exponential = Math.exp(-rounded * rounded) * Math.exp((rounded - x) * (rounded + x));
  return exponential / (Math.sqrt(Math.PI) * fraction);
}
