import { normalQuantile } from '../../math';
import type { PlugInKl } from './plug-in-kl';

/**
 * The confidence interval of a divergence ≥ 0 from its plug-in estimate, by inverting tests: it holds every κ ≥ 0 under
 * which an estimate like the one at hand isn't unusual.
 *
 * Under κ, T = unbiased estimate + b₀ has mean κ + b₀ and variance v(κ), where b₀ is the plug-in's bias at κ = 0. T is
 * taken to have a gamma distribution with these two moments. That is Patnaik's approximation to the noncentral χ², which
 * is what a plug-in divergence follows near p = q (exactly χ² at p = q), and it becomes normal far from it. v(κ) grows
 * from the variance at equality to the sum of the linear and the quadratic part at the fits, in proportion to κ: near
 * p = q the linear part is 2κ(1/n + 1/m), which stands in for the fits' own so far as these are nearer to each other than
 * fits at p = q are in the mean.
 *
 * Near 0 the upper side gets nearly none of the error probability, as in Feldman & Cousins 1998 ("Unified approach to the
 * classical statistical analysis of small signals"), so that the interval is never empty; far from 0 each side gets half.
 *
 * Sources: Patnaik 1949, "The Non-central χ²- and F-Distributions and their Applications"; gamma quantiles by Wilson &
 * Hilferty 1931.
 *
 * @param kl - the plug-in and its parts
 * @param confidence - in (0, 1)
 * @returns the lower and the upper end, both ≥ 0
 */
export function nonNegativeInterval(kl: PlugInKl, confidence: number): [lower: number, upper: number] {
  const { mean: bias } = kl.atEquality;
  // No variance at all: of two samples that hold one outcome only.
  if (!(bias > 0)) return [Math.max(kl.unbiased, 0), Math.max(kl.unbiased, 0)];
  const observed = kl.unbiased + bias;
  const error = 1 - confidence;
  const upperTail = (value: number) => {
    const variance = varianceAt(kl, value);
    return (error / 2) * (value ** 2 / (value ** 2 + variance));
  };
  /** The `probability`-quantile of T under a divergence of `value`. */
  const quantile = (value: number, probability: number) =>
    gammaQuantile(value + bias, varianceAt(kl, value), probability);
  // T is high for κ = 0 with probability `error`, of which the lower end's test takes what the upper one leaves.
  const tooLow = (value: number) => observed > quantile(value, 1 - (error - upperTail(value)));
  const tooHigh = (value: number) => observed < quantile(value, upperTail(value));
  return [boundary(kl, (value) => !tooLow(value)), boundary(kl, tooHigh)];
}

/** The variance of the estimate if the divergence is `value`. */
export function varianceAt(kl: PlugInKl, value: number): number {
  const { quadraticVariance, plugIn, atEquality } = kl;
  // Fits that agree but for rounding tell nothing of how the parts grow: b₀ is the least that they are compared with.
  const scale = Math.max(plugIn, atEquality.mean);
  if (!(scale > 0)) return atEquality.variance;
  const share = value / scale;
  const quadratic = atEquality.variance + (quadraticVariance - atEquality.variance) * Math.min(share, 1);
  return linearVarianceAt(kl, scale) * share + quadratic;
}

/**
 * The variance of the linear part if the divergence is `scale`, which is the plug-in or b₀ if that is more. What the plug-in lacks of
 * b₀ counts as it does for the noncentral χ² with the moments at equality, whose variance grows by 2·variance/mean.
 */
function linearVarianceAt({ linearVariance, plugIn, atEquality }: PlugInKl, scale: number): number {
  if (plugIn >= scale) return linearVariance;
  return linearVariance + (scale - plugIn) * 2 * (atEquality.variance / atEquality.mean);
}

/** The least value ≥ 0 from which on `reached` holds. */
function boundary(
  { plugIn, linearVariance, atEquality }: PlugInKl,
  reached: (value: number) => boolean,
): number {
  if (reached(0)) return 0;
  let low = 0;
  let high = plugIn + Math.sqrt(linearVariance) + atEquality.mean + Math.sqrt(atEquality.variance);
  while (!reached(high) && high < 1e300) {
    low = high;
    high *= 2;
  }
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** A quantile of the gamma distribution with this mean and variance: its cube root is nearly normal. */
function gammaQuantile(mean: number, variance: number, probability: number): number {
  if (probability <= 0) return 0;
  const ninth = variance / (9 * mean * mean);
  const root = 1 - ninth + normalQuantile(probability) * Math.sqrt(ninth);
  return root > 0 ? mean * root ** 3 : 0;
}
