import {
  ArgumentError,
  aboveZero,
  checkNumber,
  describeNumber,
  describeValue,
  refuseUnknownKeys,
} from '../errors';
import { euclideanLength, firstNotFinite } from '../math';

/** Coverage of the modes of a known mixture by samples. */
export interface ModeCoverage {
  /** Number of modes with at least one high-quality sample. */
  readonly modes: number;
  /** The share of samples within `maxDeviations` standard deviations of the nearest center, in [0, 1]. */
  readonly highQualityShare: number;
  /** The share's binomial standard error, √(s(1 − s)/n) of n samples: 0 where none or all are good, which few samples may be. */
  readonly highQualityShareError: number;
  /** The number of high-quality samples at each mode, in the order of the centers. */
  readonly samplesPerMode: readonly number[];
}

/**
 * Counts the modes that samples reach, and the share of samples that lie at one: a sample is of high quality if its
 * Euclidean distance to the nearest center is at most `maxDeviations`·σ, and a mode counts with one such sample.
 *
 * In one piece: a distance for each sample and center. 10,000 samples of the plane take 6 ms for 25 centers, 0.25 s for 1,000;
 * 2,000 of 784 dimensions 0.06 s for 10.
 *
 * Source: Srivastava et al. 2017, "VEEGAN: Reducing Mode Collapse in GANs using Implicit Variational Learning", §4.1; Lin et
 * al. 2018, "PacGAN: The power of two samples in generative adversarial networks", §4.
 *
 * @param samples - points, as `await tensor.array()` of a `[count, dimension]` tensor gives them
 * @param mixture - the modes' `centers` and their common `standardDeviation` σ
 * @param options - `maxDeviations`: how many σ away a good sample may lie, default 3
 * @returns the modes reached and the share of high-quality samples
 * @throws ArgumentError for no samples, no centers, unlike dimensions, a value that isn't a finite number, a σ that isn't
 *   positive, or an unknown option
 *
 * @example
 * ```ts
 * import { modeCoverage } from 'gan-core/metrics';
 * const mixture = { centers: [[0, 0], [10, 0]], standardDeviation: 1 };
 * // Three samples near the first mode, and one at none.
 * const { modes, highQualityShare } = modeCoverage([[0, 0], [1, 1], [5, 0], [0, 2]], mixture);
 * console.log(modes, highQualityShare); // → 1 0.75
 * ```
 */
export function modeCoverage(
  samples: readonly (readonly number[])[],
  mixture: { readonly centers: readonly (readonly number[])[]; readonly standardDeviation: number },
  options: { readonly maxDeviations?: number } = {},
): ModeCoverage {
  refuseUnknownKeys(options, ['maxDeviations']);
  const { maxDeviations = 3 } = options;
  if (!Array.isArray(samples as unknown)) {
    throw new ArgumentError(
      'samples',
      `got ${describeValue(samples)}; expected an array of points. Of a tensor, pass \`await samples.array()\`.`,
    );
  }
  const { centers, standardDeviation } = mixture ?? {};
  if (!Array.isArray(centers as unknown)) {
    throw new ArgumentError(
      'mixture',
      `got ${describeValue(mixture)}; expected { centers, standardDeviation }, such as gaussianRing().`,
    );
  }
  if (samples.length === 0) throw new ArgumentError('samples', 'got none; expected at least one point.');
  if (centers.length === 0) throw new ArgumentError('centers', 'got none; expected at least one mode.');
  const dimension = centers[0]?.length ?? 0;
  checkPoints('centers', centers, dimension);
  checkPoints('samples', samples, dimension);
  checkNumber('standardDeviation', standardDeviation, aboveZero);
  checkNumber('maxDeviations', maxDeviations, aboveZero);
  const samplesPerMode = centers.map(() => 0);
  for (const sample of samples) {
    const distances = centers.map((center) =>
      euclideanLength(dimension, (axis) => center[axis]! - sample[axis]!),
    );
    const nearest = distances.reduce(
      (best, distance, mode) => (distance < distances[best]! ? mode : best),
      0,
    );
    if (distances[nearest]! <= maxDeviations * standardDeviation) samplesPerMode[nearest]!++;
  }
  const highQualityShare = samplesPerMode.reduce((total, count) => total + count, 0) / samples.length;
  return {
    modes: samplesPerMode.filter((count) => count > 0).length,
    highQualityShare,
    highQualityShareError: Math.sqrt((highQualityShare * (1 - highQualityShare)) / samples.length),
    samplesPerMode,
  };
}

/** Refuses points that aren't `dimension` finite numbers each. By index: find and forEach pass over holes, or take them in. */
function checkPoints(argument: string, points: readonly (readonly number[])[], dimension: number): void {
  for (let index = 0; index < points.length; index++) {
    const point: unknown = points[index];
    if (!(Array.isArray(point) || (ArrayBuffer.isView(point) && 'length' in point)) || dimension === 0) {
      throw new ArgumentError(
        argument,
        `point ${index} is ${describeValue(point)}; expected an array of numbers, its coordinates.`,
      );
    }
    const list = point as ArrayLike<unknown>;
    if (list.length !== dimension) {
      throw new ArgumentError(
        argument,
        `got a point of ${list.length} values; expected ${dimension}, like the first of centers.`,
      );
    }
    const wrong = firstNotFinite(list);
    if (wrong >= 0) {
      throw new ArgumentError(
        argument,
        `point ${index} holds ${describeNumber(list[wrong])}; expected finite numbers. Look for where the generator or the data went wrong.`,
      );
    }
  }
}
