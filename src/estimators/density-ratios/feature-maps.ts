import type { Random } from '../../random';
import type { Pauses } from '../../scheduling';
import { polynomialFeatures } from '../logistic-regression/polynomial-features';
import { joinedSamples } from '../samples/joined-samples';
import type { SampleMatrix } from '../samples/samples';
import type { Sides } from '../samples/sides';
import { drawCenters, gaussianKernels, medianNonzeroDistance, squaredDistances } from './gaussian-kernels';

/** Features that a log-ratio is linear in. */
export interface FeatureMap {
  /** The kernels' bandwidth, as a multiple of the median distance; undefined where there are none. */
  readonly bandwidth: number | undefined;
  /** The features of standardized samples. */
  features(samples: SampleMatrix, pauses: Pauses): Promise<SampleMatrix>;
}

/** Settings of the kernels: the number of centers, and the bandwidths to choose from. */
export interface KernelSettings {
  readonly centers: number;
  readonly bandwidths: readonly number[];
}

/**
 * The features to choose from: one map for polynomials, one a bandwidth for Gaussian kernels, whose centers are drawn from both
 * sides.
 *
 * @param kind - of the features
 * @param train - standardized samples
 * @param settings - of the kernels
 * @param random - what draws the centers
 * @param pauses - taken now and then
 */
export async function featureMaps(
  kind: 'linear' | 'quadratic' | 'kernel',
  train: Sides<SampleMatrix>,
  { centers, bandwidths }: KernelSettings,
  random: Random,
  pauses: Pauses,
): Promise<FeatureMap[]> {
  if (kind !== 'kernel') {
    return [{ bandwidth: undefined, features: (samples, then) => polynomialFeatures(kind, samples, then) }];
  }
  const both = await joinedSamples(
    await drawCenters(train.p, Math.ceil(centers / 2), random, pauses),
    await drawCenters(train.q, Math.floor(centers / 2), random, pauses),
    pauses,
  );
  const median = await medianNonzeroDistance(await squaredDistances(both, both, pauses), pauses);
  return bandwidths.map((bandwidth) => ({
    bandwidth,
    features: async (samples, then) =>
      gaussianKernels(await squaredDistances(samples, both, then), bandwidth * median, then),
  }));
}
