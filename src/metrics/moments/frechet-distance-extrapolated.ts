import { ArgumentError, checkNumber, describeValue, type NumberRange } from '../../errors';
import type { Estimate, EstimateOptions } from '../../estimators';
import { checkEstimateOptions, normalInterval } from '../../estimators/parts';
import { createRandom } from '../../random';
import { createPauses, type Pauses } from '../../scheduling';
import type { Features } from '../features/features';
import { checkSameDimension, readFeatures } from '../features/read-features';
import { type FeatureMoments, isFeatureMoments } from './feature-moments';
import { frechetBetween, frechetWithError } from './frechet-between';
import type { MomentSums } from './moment-sums';
import { extrapolationWarnings } from './moment-warnings';
import { type Parts, partsOf } from './parts-of-features';
import { readMoments } from './read-moments';

const LEVELS: NumberRange = {
  holds: (levels) => Number.isInteger(levels) && levels >= 2 && levels <= 20,
  words: 'a whole number from 2 to 20',
};

const FOR_LEVELS = ' for so many levels';

/** Options of {@link frechetDistanceExtrapolated}. */
export interface FrechetDistanceExtrapolatedOptions extends EstimateOptions {
  /**
   * The side whose number of samples goes to infinity: `'generated'`, where the real samples are all there are, as in the
   * source; or `'both'`, where they too are drawn from what is asked about. Default `'generated'`.
   */
  readonly sides?: 'generated' | 'both';
  /** Number of sample sizes, n, n/2, …, n/levels, that the line goes through: 2 to 20. Default 5. */
  readonly levels?: number;
}

/** Result of {@link frechetDistanceExtrapolated}. */
export interface FrechetDistanceExtrapolatedEstimate extends Estimate {
  /** The line that was laid. */
  readonly details: FrechetDistanceExtrapolatedDetails;
}

/** Details of {@link frechetDistanceExtrapolated}. */
export interface FrechetDistanceExtrapolatedDetails {
  /** The mean distance at each sample size, that of all samples first. */
  readonly levels: readonly {
    /** Number of samples of a part. */
    readonly count: number;
    /** Mean of the distances of all parts of so many. */
    readonly distance: number;
  }[];
  /** The Fréchet distance of all samples, as it is without the extrapolation. */
  readonly ofAllSamples: number;
  /** Number of features of a row. */
  readonly dimension: number;
}

/**
 * Extrapolates the Fréchet distance of features to infinitely many samples: with Inception's features, FID∞. To first order the
 * distance at n samples lies above that by c/n; a line through the distances at several n, over 1/n, has it at 0.
 *
 * The sizes are n, n/2, …, n/levels. The samples are dealt to k parts at random, and the distance at n/k is the mean of its k
 * parts. The source draws 15 sets of evenly spaced sizes, of which each leaves samples out; with 5 levels there are as many
 * distances here, but every sample counts as much at each size, so that the line adds little noise. By either the expectation
 * is the same up to 1/n².
 *
 * The line needs its smallest parts to be larger than the number of features: with fewer than 2·d samples a part it warns.
 * Neither bound: right on average up to c′/n², and below 0 now and then where the distributions are about equal. Convention,
 * unit and standard error are as for {@link frechetDistance}: the error is that of all samples, and doesn't count
 * what the line leaves.
 *
 * The generated features are held whole, 8 bytes a number and as much again for a part. It computes levels·(levels + 1)/2
 * distances: of 64 features a moment, of 2,048 half an hour.
 *
 * Source: Chong & Forsyth 2020, "Effectively Unbiased FID and Inception Score and Where to Find Them", §3 and eq. 6.
 *
 * @param real - features of real samples, at least 2, or their moments (not with `sides: 'both'`)
 * @param generated - features of generated samples, at least 2·levels
 * @param options - `sides`, `levels`, and what every estimator takes; `seed` fixes the parts
 * @returns the estimate of d² at n → ∞
 * @throws ArgumentError for features that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { frechetDistanceExtrapolated } from 'gan-core/metrics';
 * const random = createRandom(1);
 * const normals = () => Array.from({ length: 400 }, () => Array.from({ length: 8 }, () => random.normal()));
 * const { value, standardError, details } = await frechetDistanceExtrapolated(normals(), normals(), { sides: 'both' });
 * // Both are of one distribution: the truth is 0.
 * console.log(details.ofAllSamples > 3 * standardError, Math.abs(value) < 2 * standardError); // → true true
 * ```
 */
export async function frechetDistanceExtrapolated(
  real: Features | FeatureMoments,
  generated: Features,
  options: FrechetDistanceExtrapolatedOptions = {},
): Promise<FrechetDistanceExtrapolatedEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['sides', 'levels']);
  const { sides = 'generated', levels = 5 } = options;
  checkSides(sides, real);
  checkNumber('levels', levels, LEVELS);
  const pauses = createPauses(signal);
  const rows = await readFeatures('generated', generated, 2 * levels, pauses, FOR_LEVELS);
  const random = createRandom(seed);
  const ofGenerated = await partsOf(rows, random, pauses);
  let ofReal: Parts | undefined;
  let first: MomentSums;
  if (sides === 'both') {
    ofReal = await partsOf(
      await readFeatures('real', real as Features, 2 * levels, pauses, FOR_LEVELS),
      random,
      pauses,
    );
    first = await ofReal(1, 0);
  } else first = await readMoments('real', real, seed, pauses);
  checkSameDimension(['real', 'generated'], first.mean.length, rows.dimension);

  const second = await ofGenerated(1, 0);
  const whole = await frechetWithError(first, second, seed, pauses);
  const ofAllSamples = whole.ofMeans + whole.ofCovariances;
  const distances = [ofAllSamples];
  for (let level = 2; level <= levels; level++)
    distances.push(await meanDistance(level, ofReal ?? (async () => first), ofGenerated, pauses));
  const value = atInfinity(distances);
  const standardError = Math.sqrt(whole.variances[0] + whole.variances[1]);
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: "the features' unit, squared",
    bound: 'none',
    estimator: 'Fréchet distance of features, extrapolated to infinitely many samples',
    sampleSizes: { p: first.count, q: second.count },
    converged: true,
    warnings: extrapolationWarnings(first, second, levels, sides === 'both'),
    details: {
      levels: distances.map((distance, index) => ({
        count: Math.floor(second.count / (index + 1)),
        distance,
      })),
      ofAllSamples,
      dimension: rows.dimension,
    },
  };
}

function checkSides(sides: unknown, real: unknown): void {
  if (sides !== 'generated' && sides !== 'both')
    throw new ArgumentError('sides', `got ${describeValue(sides)}; expected 'generated' or 'both'.`);
  if (sides === 'both' && isFeatureMoments(real)) {
    throw new ArgumentError(
      'real',
      "came as moments, which can't be parted; expected features with sides: 'both'. Pass the features, or sides: 'generated'.",
    );
  }
}

async function meanDistance(
  level: number,
  ofReal: Parts,
  ofGenerated: Parts,
  pauses: Pauses,
): Promise<number> {
  let sum = 0;
  for (let part = 0; part < level; part++) {
    const first = await ofReal(level, part);
    const { ofMeans, ofCovariances } = await frechetBetween(first, await ofGenerated(level, part), pauses);
    sum += ofMeans + ofCovariances;
  }
  return sum / level;
}

/** Value at 0 of the least-squares line through (1, d₁), (2, d₂), …: 1/n is proportional to the abscissas. */
function atInfinity(distances: readonly number[]): number {
  const count = distances.length;
  const center = (count + 1) / 2;
  let [mean, slope, spread] = [0, 0, 0];
  distances.forEach((distance, index) => {
    const offset = index + 1 - center;
    mean += distance / count;
    slope += offset * distance;
    spread += offset * offset;
  });
  return mean - (slope / spread) * center;
}
