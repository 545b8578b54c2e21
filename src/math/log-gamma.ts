/** Argument from which on eight terms of Stirling's series reach float64's precision; below, a recurrence leads here. */
const ASYMPTOTIC = 10;
/** B₂, B₄, … B₁₆: Bernoulli's numbers. */
const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510];
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

/**
 * log Γ(x) − x log x + x: what is left of log Γ when Stirling's leading terms are taken out, for large x
 * ½ log(2π/x) + 1/(12x) − … It doesn't grow with x, so that nothing cancels. To about 1e-15 of 1 + its value.
 *
 * Source: Abramowitz & Stegun 1964, "Handbook of Mathematical Functions", eq. 6.1.41 and 6.1.15.
 *
 * @param x - above 0
 * @returns the remainder
 */
export function stirlingRemainder(x: number): number {
  if (x >= ASYMPTOTIC) {
    const series = asymptotic(x, (bernoulli, n) => bernoulli / (n * (n - 1)));
    return HALF_LOG_TWO_PI - Math.log(x) / 2 + series * x;
  }
  // Γ(x + n) = Γ(x)·x(x + 1)…(x + n − 1)
  let product = 1;
  let shifted = x;
  for (; shifted < ASYMPTOTIC; shifted++) product *= shifted;
  const far = stirlingRemainder(shifted) + shifted * Math.log(shifted) - shifted;
  return far - Math.log(product) - x * Math.log(x) + x;
}

/**
 * ψ(x) − log x with the digamma function ψ: the slope of {@link stirlingRemainder}, for large x −1/(2x) − 1/(12x²) + …
 *
 * Source: Abramowitz & Stegun 1964, eq. 6.3.18 and 6.3.5.
 *
 * @param x - above 0
 * @returns the slope, below 0
 */
export function stirlingSlope(x: number): number {
  if (x >= ASYMPTOTIC) return -0.5 / x - asymptotic(x, (bernoulli, n) => bernoulli / n);
  let sum = 0;
  let shifted = x;
  for (; shifted < ASYMPTOTIC; shifted++) sum += 1 / shifted;
  return stirlingSlope(shifted) - sum + Math.log(shifted) - Math.log(x);
}

/**
 * x²·(ψ′(x) − 1/x) with the trigamma function ψ′: x² times the curvature of {@link stirlingRemainder}. It falls from 1
 * at 0 to ½ at +∞; all its terms below have one sign.
 *
 * Source: Abramowitz & Stegun 1964, eq. 6.4.12 and 6.4.6.
 *
 * @param x - above 0
 * @returns the scaled curvature, from ½ to 1
 */
export function scaledStirlingCurvature(x: number): number {
  let sum = 0;
  let shifted = x;
  // 1/y² − (1/y − 1/(y + 1)) = 1/(y²(y + 1)) for y = x, x + 1, …
  for (; shifted < ASYMPTOTIC; shifted++) sum += (x / shifted) ** 2 / (shifted + 1);
  const tail = 0.5 + asymptotic(shifted, (bernoulli) => bernoulli) * shifted;
  return sum + (x / shifted) ** 2 * tail;
}

/**
 * log Γ(x), to about 1e-15 of its value or, near its zeros at 1 and 2, 1e-14 absolutely.
 *
 * @param x - above 0
 * @returns the natural logarithm of the gamma function
 */
export function logGamma(x: number): number {
  return stirlingRemainder(x) + x * Math.log(x) - x;
}

/**
 * The digamma function ψ(x) = d log Γ(x) / dx, to about 1e-15 of 1 + its value.
 *
 * @param x - above 0
 * @returns ψ(x)
 */
export function digamma(x: number): number {
  return stirlingSlope(x) + Math.log(x);
}

/** Σ coefficient(B₂ₖ, 2k) / x²ᵏ for large x, by Horner's rule. */
function asymptotic(x: number, coefficient: (bernoulli: number, n: number) => number): number {
  const inverseSquare = 1 / x / x;
  return BERNOULLI.reduceRight(
    (sum, bernoulli, index) => (sum + coefficient(bernoulli, 2 * index + 2)) * inverseSquare,
    0,
  );
}
