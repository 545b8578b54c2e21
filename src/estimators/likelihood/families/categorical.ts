import {
  ArgumentError,
  checkNumber,
  checkSize,
  checkWholeNumber,
  nonNegative,
  refuseUnknownKeys,
} from '../../../errors';
import { inBlocks, type Pauses } from '../../../scheduling';
import type { SampleMatrix } from '../../samples/samples';
import type { DensityFamily, DensityFit } from '../density-family';
import type { CategoricalParameters } from './categorical-parameters';
import { categoricalPlugInKl } from './categorical-plug-in-kl';

/** The settings of the categorical family. */
export interface CategoricalFamilyOptions {
  /**
   * Pseudo-counts added to each outcome's count, ≥ 0. 0, the default, is maximum likelihood itself; ½ is Krichevsky and
   * Trofimov's, 1 Laplace's. Above 0 every outcome has mass.
   */
  readonly smoothing?: number;
}

/**
 * The distributions over the outcomes 0 … count − 1. Samples are these whole numbers, as points of one coordinate:
 * `{ values, dimension: 1 }`. Their maximum likelihood is the relative frequencies,
 * p̂ₖ = (nₖ + smoothing) / (n + smoothing · count).
 *
 * Zeros: without smoothing an outcome that never came has probability 0 and log-density −∞; KL(p̂‖q̂) is then +∞ where p
 * has an outcome that q lacks, and an outcome that p lacks adds nothing (0 · log 0 = 0).
 *
 * Source: from the likelihood Π pₖ^nₖ; the smoothing by ½ is of Krichevsky & Trofimov 1981, "The Performance of Universal
 * Encoding".
 *
 * @param count - how many outcomes there are, at least 2
 * @param options - `smoothing`
 * @returns the family, for `maximumLikelihood` and the estimators
 * @throws ArgumentError for a count or a smoothing out of range. When fitting: for samples that aren't such whole numbers
 *
 * @example
 * ```ts
 * import { categoricalFamily, maximumLikelihood } from 'gan-core/estimators';
 * const samples = { values: [0, 1, 1, 1], dimension: 1 };
 * const { parameters } = await maximumLikelihood(samples, categoricalFamily(2));
 * console.log(parameters.probabilities); // → [ 0.25, 0.75 ]
 * ```
 */
export function categoricalFamily(
  count: number,
  options: CategoricalFamilyOptions = {},
): DensityFamily<CategoricalParameters> {
  checkWholeNumber('count', count, 2);
  checkSize('count', count, 'outcomes', { most: 10_000_000 });
  refuseUnknownKeys(options, ['smoothing']);
  const { smoothing = 0 } = options;
  checkNumber('smoothing', smoothing, nonNegative);
  return {
    name: 'categorical',
    fit: (samples, { argument, pauses }) => fitCategorical(argument, samples, count, smoothing, pauses),
    plugInKl: categoricalPlugInKl,
  };
}

async function fitCategorical(
  argument: string,
  { values, count: size, dimension }: SampleMatrix,
  outcomes: number,
  smoothing: number,
  pauses: Pauses,
): Promise<DensityFit<CategoricalParameters>> {
  if (dimension !== 1) {
    throw new ArgumentError(
      argument,
      `has points of ${dimension} coordinates; expected one, the outcome's number. Turn one-hot rows into their index.`,
    );
  }
  const counts = new Array<number>(outcomes).fill(smoothing);
  const count = (value: number, index: number) => {
    if (!isOutcome(value, outcomes)) {
      throw new ArgumentError(
        argument,
        `sample ${index} is ${value}; expected a whole number from 0 to ${outcomes - 1}.`,
      );
    }
    counts[value]! += 1;
  };
  await inBlocks(size, 2, pauses, (from, to) => {
    for (let index = from; index < to; index++) count(values[index]!, index);
  });
  const probabilities = counts.map((each) => each / (size + smoothing * outcomes));
  return {
    parameters: { probabilities },
    logDensity: (point) => Math.log((isOutcome(point[0]!, outcomes) && probabilities[point[0]!]) || 0),
    draw(random) {
      let left = random.next();
      // Rounding may leave a remainder after the last outcome: it goes to the last one that has mass.
      let drawn = 0;
      for (let outcome = 0; outcome < outcomes && left >= 0; outcome++) {
        if (probabilities[outcome] === 0) continue;
        drawn = outcome;
        left -= probabilities[outcome]!;
      }
      return [drawn];
    },
    warnings:
      smoothing * outcomes > 0.05 * size
        ? [
            `The ${smoothing * outcomes} pseudo-counts weigh much against ${size} samples of ${argument}: probabilities are pulled towards equal ones, and divergences towards 0. Take more samples, or less smoothing.`,
          ]
        : [],
  };
}

function isOutcome(value: number, outcomes: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < outcomes;
}
