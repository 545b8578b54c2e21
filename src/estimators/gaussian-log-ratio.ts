import type { Pauses } from '../scheduling';
import { fitLogistic, logisticLogits } from './logistic-fit';
import { type PolynomialKind, polynomialFeatureCount, polynomialFeatures } from './polynomial-features';
import type { SampleMatrix } from './samples';

/** More features than this, and a Newton step takes too long. */
const MOST_FEATURES = 256;

/**
 * Fits log p/q by logistic regression on the coordinates and their products, which holds the log-ratio of any two Gaussians:
 * all products up to 21 dimensions, squares only up to 128, none up to 256; beyond, no fit at all, and the ratio is 1.
 *
 * @param p - standardized samples of p
 * @param q - standardized samples of q
 * @param pauses - for so long a computation
 * @returns the fitted log-ratio at samples
 */
export async function fitGaussianLogRatio(
  p: SampleMatrix,
  q: SampleMatrix,
  pauses: Pauses,
): Promise<(samples: SampleMatrix) => Float64Array> {
  const kinds: readonly PolynomialKind[] = ['quadratic', 'squares', 'linear'];
  const kind = kinds.find((each) => polynomialFeatureCount(each, p.dimension) <= MOST_FEATURES);
  if (!kind) return ({ count }) => new Float64Array(count);
  const fit = await fitLogistic(polynomialFeatures(kind, p), polynomialFeatures(kind, q), {
    // One sample's worth of a standard normal prior on each coefficient.
    ridge: 1 / (p.count + q.count),
    pauses,
  });
  return (samples) => logisticLogits(fit, polynomialFeatures(kind, samples));
}
