import { logRatio, neumaierSum } from '../../math';
import type { GaussianAxis } from './gaussian-axes';
import { bhattacharyyaDistance } from './gaussian-squared-hellinger';

/**
 * The trapezoidal rule's step. On the real line and half a unit above and below it |1 − C| ≤ 2 and the integrand is analytic
 * but for a simple pole at ±i/2, so that the rule errs by about exp(−π/STEP) = 1e-22, times a power of 1/STEP.
 */
const STEP = 1 / 16;
/** Number of steps, up to t = 13, where cosh(πt) = 3e17. */
const STEPS = 13 / STEP;

/**
 * The Jensen–Shannon divergence between two Gaussians of any dimension, given their common axes, as an integral over one
 * real variable:
 * JS(p, q) = ½ ∫₀^∞ (1 − Re C(½ + it)) / ((¼ + t²)·cosh πt) dt with C(s) = ∫ p^(1−s) q^s dx.
 *
 * For, by Mellin's inversion, log(1 + y) = (1/2πi) ∫ π·y^s/(s·sin πs) ds along s = ½ + it. With y = q/p under p and p/q under
 * q, JS = log 2 − ½·E_p log(1 + q/p) − ½·E_q log(1 + p/q); adding the two halves, 1/s + 1/(1 − s) = 1/(¼ + t²); and for p = q,
 * where C = 1, the integral of the rest is log 2. C is a Gaussian integral, known in closed form for complex s too.
 *
 * @param axes - two Gaussians' common axes
 * @returns JS in nats, from 0 to log 2
 */
export function jensenShannonByInversion(axes: readonly GaussianAxis[]): number {
  // log 2 − JS ≤ log 2 · ∫√(p·q), less than rounding here. It also keeps what follows from overflowing.
  if (!(bhattacharyyaDistance(axes) < 40)) return Math.LN2;
  const logarithms = axes.map(affinityLogarithm);
  const integrand = (t: number): number => {
    let real = 0;
    let imaginary = 0;
    for (const logarithm of logarithms) {
      const [x, y] = logarithm(t);
      real += x;
      imaginary += y;
    }
    // 1 − Re exp(x + iy), to full accuracy also where C ≈ 1, that is p ≈ q.
    const rest = 2 * Math.sin(imaginary / 2) ** 2 - Math.expm1(real) * Math.cos(imaginary);
    return rest / ((0.25 + t * t) * Math.cosh(Math.PI * t));
  };
  const sum = neumaierSum(STEPS, (k) => (k === 0 ? integrand(0) / 2 : integrand(k * STEP)));
  // Beyond it only by rounding.
  return Math.min((STEP / 2) * sum, Math.LN2);
}

/**
 * log C(½ + it) along one axis, as real and imaginary part. With the variances a and b, v = (1 − s)b + s·a and
 * Δ the shift, C(s) = √(a^s·b^(1−s)/v)·exp(−s(1 − s)Δ²/(2v)). v has a positive real part, so that its principal logarithm
 * is the continuous one; logarithms are added over axes, never taken of a product.
 */
function affinityLogarithm({
  varianceP: a,
  varianceQ: b,
  shift,
}: GaussianAxis): (t: number) => [number, number] {
  const logarithm = logRatio(a, b);
  const halfDifference = (a - b) / (2 * Math.sqrt(a) * Math.sqrt(b));
  const unevenness = halfDifference * halfDifference;
  const tilt = (a - b) / (a + b);
  const distance = (shift / Math.hypot(Math.sqrt(a), Math.sqrt(b))) ** 2;
  return (t) => {
    const square = 4 * t * t;
    const slope = 2 * t * tilt;
    const exponent = ((1 + square) * distance) / (4 * (1 + slope * slope));
    return [
      -Math.log1p(unevenness * (1 + square)) / 4 - exponent,
      (t * logarithm - Math.atan(slope)) / 2 + exponent * slope,
    ];
  };
}
