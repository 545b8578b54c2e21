import { checkSize, checkWholeNumber } from '../../errors';
import type { Estimate, EstimateOptions } from '../../estimators';
import {
  checkEstimateOptions,
  drawDirections,
  fewSamplesForInterval,
  normalInterval,
} from '../../estimators/parts';
import { createRandom } from '../../random';
import { createPauses } from '../../scheduling';
import type { Features } from '../features/features';
import { readFeaturePair } from '../features/read-features';
import { slicesOf } from './slices';

/** Options of {@link mongeInceptionDistance}. */
export interface MongeInceptionDistanceOptions extends EstimateOptions {
  /** Number of random directions, at least 2. Default 1000. */
  readonly projections?: number;
}

/** Result of {@link mongeInceptionDistance}. */
export interface MongeInceptionDistanceEstimate extends Estimate {
  /** The number of directions, and the two parts of the standard error. */
  readonly details: MongeInceptionDistanceDetails;
}

/** Details of {@link mongeInceptionDistance}. */
export interface MongeInceptionDistanceDetails {
  /** Number of directions. */
  readonly projections: number;
  /** The part of the standard error that more directions would make smaller. */
  readonly projectionStandardError: number;
  /** The part that more samples would make smaller. */
  readonly samplingStandardError: number;
}

/**
 * Estimates the Monge Inception Distance of features: 3d times the mean over directions u of the unit sphere of W₂² between
 * the projections uᵀx and uᵀy, the squared sliced Wasserstein-2 distance. With Inception's pool features it is the MIND.
 *
 * It sees whole distributions along each direction, not only means and covariances, and needs fewer samples than the Fréchet
 * distance: its error doesn't grow with d but by that factor. Of distributions that differ by a shift it is three times the
 * squared Fréchet distance. `estimateSlicedWasserstein` of `gan-core/estimators` estimates the same without the factor, and
 * its root.
 *
 * Convention: **squared**, and times 3d. Of unequal numbers of samples the masses are split, which is exact; torch-fidelity
 * leaves out samples of the larger side. Symmetric, ≥ 0, and 0 only for equal distributions; in the square of the features'
 * unit.
 *
 * **Biased**: it lies above on average, by about c/n where the distributions are close: `bound` is `'upper'`, and the interval
 * is for its expectation at as many samples. Compare what has the same n.
 *
 * Standard error: of the directions, the deviation of the projections' distances over √projections; of the samples, the delta
 * method with the projections' mean potentials; both together as the root of the sum of squares.
 *
 * All features are held, 8 bytes a number. The work grows with projections·n·(d + log n).
 *
 * Source: Berthet et al. 2026, "MIND: Monge Inception Distance for Generative Models Evaluation" (arXiv 2605.06797); the
 * factor as in torch-fidelity's `metric_mind.py`.
 *
 * @param real - features of real samples, at least 4
 * @param generated - features of generated samples, at least 4; not necessarily as many
 * @param options - `projections`, and what every estimator takes; `seed` fixes the directions
 * @returns the estimate of 3d·SW₂²
 * @throws ArgumentError for features that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { mongeInceptionDistance } from 'gan-core/metrics';
 * const real = [[0, 0], [1, 0], [0, 1], [1, 1]];
 * const generated = real.map(([x, y]) => [x! + 3, y! + 4]);
 * const { value, standardError } = await mongeInceptionDistance(real, generated);
 * // A shift by 5: 3·5².
 * console.log(Math.abs(value - 75) < 2 * standardError); // → true
 * ```
 */
export async function mongeInceptionDistance(
  real: Features,
  generated: Features,
  options: MongeInceptionDistanceOptions = {},
): Promise<MongeInceptionDistanceEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['projections']);
  const { projections = 1000 } = options;
  checkWholeNumber('projections', projections, 2);
  const pauses = createPauses(signal);
  const [x, y] = await readFeaturePair(['real', 'generated'], real, generated, 4, pauses);
  checkSize('projections', projections * x.dimension, 'numbers');
  const directions = await drawDirections(projections, x.dimension, createRandom(seed), pauses);
  const slices = await slicesOf(x, y, directions, pauses);
  const factor = 3 * x.dimension;
  const value = factor * slices.mean;
  const standardError = factor * Math.sqrt(slices.ofDirections + slices.ofRows);
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: "the features' unit, squared",
    bound: 'upper',
    estimator: 'Monge inception distance of features',
    sampleSizes: { p: x.count, q: y.count },
    converged: true,
    warnings: fewSamplesForInterval({ p: x.count, q: y.count }),
    details: {
      projections,
      projectionStandardError: factor * Math.sqrt(slices.ofDirections),
      samplingStandardError: factor * Math.sqrt(slices.ofRows),
    },
  };
}
