import type { Random } from '../random';
import { drawCentres, gaussianKernels, medianDistance, squaredDistances } from './gaussian-kernels';
import { polynomialFeatures } from './polynomial-features';
import type { SampleMatrix } from './samples';
import type { Sides } from './sides';

/** What a log-ratio is linear in. */
export interface FeatureMap {
  /** The kernels' bandwidth, as a multiple of the median distance; undefined where there are none. */
  readonly bandwidth: number | undefined;
  /** The features of standardized samples. */
  features(samples: SampleMatrix): SampleMatrix;
}

/** How kernels are laid out. */
export interface KernelSettings {
  readonly centres: number;
  readonly bandwidths: readonly number[];
}

/**
 * The features to choose from: one map for polynomials, one a bandwidth for Gaussian kernels, whose centres are drawn from both
 * sides.
 *
 * @param kind - of the features
 * @param train - standardized samples
 * @param settings - of the kernels
 * @param random - what draws the centres
 */
export function featureMaps(
  kind: 'linear' | 'quadratic' | 'kernel',
  train: Sides<SampleMatrix>,
  { centres, bandwidths }: KernelSettings,
  random: Random,
): FeatureMap[] {
  if (kind !== 'kernel') {
    return [{ bandwidth: undefined, features: (samples) => polynomialFeatures(kind, samples) }];
  }
  const both = concatenate(
    drawCentres(train.p, Math.ceil(centres / 2), random),
    drawCentres(train.q, Math.floor(centres / 2), random),
  );
  const median = medianDistance(squaredDistances(both, both));
  return bandwidths.map((bandwidth) => ({
    bandwidth,
    features: (samples) => gaussianKernels(squaredDistances(samples, both), bandwidth * median),
  }));
}

function concatenate(a: SampleMatrix, b: SampleMatrix): SampleMatrix {
  const values = new Float64Array(a.values.length + b.values.length);
  values.set(a.values);
  values.set(b.values, a.values.length);
  return { values, count: a.count + b.count, dimension: a.dimension };
}
