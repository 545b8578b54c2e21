import { ArgumentError, checkBoolean, checkWholeNumber, describeValue } from '../errors';
import type { Estimate, EstimateOptions } from '../estimators';
import {
  checkEstimateOptions,
  fewSamplesForInterval,
  jackknifeVariance,
  meanOfTerms,
  normalInterval,
  populationVariance,
  type SampleMatrix,
} from '../estimators/parts';
import { createRandom, shuffleStep } from '../random';
import { createPauses, eachInBlocks, type Pauses } from '../scheduling';
import type { Features } from './features/features';
import { readFeatures } from './features/read-features';
import { readProbabilities } from './read-probabilities';

/** Options of {@link inceptionScore}. */
export interface InceptionScoreOptions extends EstimateOptions {
  /** Kind of the classifier's outputs: `'probabilities'`, or `'logits'` before a softmax. Default `'probabilities'`. */
  readonly outputs?: 'probabilities' | 'logits';
  /** Number of parts whose scores are averaged, at least 1. Default 10. */
  readonly splits?: number;
  /** Whether rows are dealt to the parts at random, or stay in the order in which they came. Default true. */
  readonly shuffle?: boolean;
}

/** Result of {@link inceptionScore}. */
export interface InceptionScoreEstimate extends Estimate {
  /** The parts. */
  readonly details: InceptionScoreDetails;
}

/** Details of {@link inceptionScore}. */
export interface InceptionScoreDetails {
  /** Number of parts. */
  readonly splits: number;
  /** Number of classes. */
  readonly classes: number;
  /** The standard deviation of the parts' scores, over their number: what papers print behind ±. No standard error. */
  readonly splitDeviation: number;
  /** The mean of KL(p(y|x) ‖ p(y)) over all samples, in nats: the mutual information of sample and class. */
  readonly mutualInformation: number;
}

/** Rows for each class below which p(y) of a part is poorly known. */
const ENOUGH = 10;

/**
 * Computes the Inception score of generated samples by any classifier: exp(mean of KL(p(y|x) ‖ p(y))) over samples x, p(y)
 * being the mean of p(y|x). It is high where the classifier is sure of each sample, and all classes come as often.
 *
 * From 1 to the number of classes, a pure number. It knows no real data: a generator that repeats one perfect sample of each
 * class has the highest score. Scores compare only by one classifier, with as many samples and splits.
 *
 * Convention: the mean over 10 parts of the samples of each part's score, as the authors' code has it; in nats inside. They
 * take the parts as the samples come, torch-fidelity after a shuffle, as here: samples that come class by class would score
 * near 1 (`shuffle: false`). One score of all samples: `splits: 1`. **Biased**, as p(y) of a part is the mean of few samples:
 * mostly too low, the more so with small parts. The interval is for its expectation at as many samples.
 *
 * Standard error: the delete-one jackknife within each part. The spread of the parts, `details.splitDeviation`, tells how far
 * the score of a tenth of the samples moves, which is about √10 times more.
 *
 * All outputs are held, 8 bytes a number. The work grows with n times the number of classes.
 *
 * Source: Salimans et al. 2016, "Improved Techniques for Training GANs", §4; Barratt & Sharma 2018, "A Note on the Inception
 * Score".
 *
 * @param outputs - the classifier's outputs for generated samples, one row each, at least 2 for each part
 * @param options - `outputs`, `splits`, `shuffle`, and what every estimator takes; `seed` deals the parts
 * @returns the estimate
 * @throws ArgumentError for outputs that are too few, not finite or no probabilities, or a wrong option
 *
 * @example
 * ```ts
 * import { inceptionScore } from 'gan-core/metrics';
 * const sure = [[1, 0], [0, 1], [1, 0], [0, 1]];
 * const unsure = [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]];
 * console.log((await inceptionScore(sure, { splits: 1 })).value.toFixed(6)); // → 2.000000
 * console.log((await inceptionScore(unsure, { splits: 1 })).value.toFixed(6)); // → 1.000000
 * ```
 */
export async function inceptionScore(
  outputs: Features,
  options: InceptionScoreOptions = {},
): Promise<InceptionScoreEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['outputs', 'splits', 'shuffle']);
  const { outputs: kind = 'probabilities', splits = 10, shuffle = true } = options;
  checkWholeNumber('splits', splits, 1);
  checkBoolean('shuffle', shuffle);
  if (kind !== 'probabilities' && kind !== 'logits') {
    throw new ArgumentError(
      'outputs',
      `got ${describeValue(kind)} for their kind; expected 'probabilities' or 'logits'.`,
    );
  }
  const pauses = createPauses(signal);
  const rows = await readFeatures('outputs', outputs, 2 * splits, pauses, ' for so many splits');
  const probabilities = await readProbabilities('outputs', rows, kind, pauses);
  const order = Uint32Array.from({ length: rows.count }, (_, row) => row);
  if (shuffle) {
    const random = createRandom(seed);
    await eachInBlocks(rows.count, 16, pauses, (step) => shuffleStep(order, rows.count - 1 - step, random));
  }

  const parts = [];
  for (let part = 0; part < splits; part++) {
    const from = Math.floor((part * rows.count) / splits);
    const to = Math.floor(((part + 1) * rows.count) / splits);
    parts.push(await scoreOf(probabilities, order.subarray(from, to), pauses));
  }
  const scores = Float64Array.from(parts, ({ score }) => score);
  const value = meanOfTerms(scores);
  const standardError = Math.sqrt(meanOfTerms(parts.map(({ variance }) => variance)) / splits);
  const all = splits === 1 ? parts[0]! : await scoreOf(probabilities, order, pauses);
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: '',
    bound: 'none',
    estimator: 'Inception score',
    sampleSizes: { p: rows.count, q: 0 },
    converged: true,
    warnings: [
      ...fewSamplesForInterval({ p: rows.count, q: 0 }),
      ...partWarnings(Math.floor(rows.count / splits), rows.dimension),
    ],
    details: {
      splits,
      classes: rows.dimension,
      splitDeviation: Math.sqrt(populationVariance(scores)),
      mutualInformation: Math.log(all.score),
    },
  };
}

/** The score of some rows, with the variance that leaving out each of them shows. */
async function scoreOf({ values, dimension }: SampleMatrix, part: Uint32Array, pauses: Pauses) {
  const sums = new Float64Array(dimension);
  const certainties = new Float64Array(part.length);
  await eachInBlocks(part.length, 8 * dimension, pauses, (place) => {
    const start = part[place]! * dimension;
    for (let k = 0; k < dimension; k++) {
      const p = values[start + k]!;
      sums[k]! += p;
      if (p > 0) certainties[place]! += p * Math.log(p);
    }
  });
  const certainty = certainties.reduce((sum, each) => sum + each, 0);
  // exp(mean of Σ p log p − Σ p̄ log p̄) of all but one row.
  const without = (start: number, own: number, count: number) => {
    let ofMean = 0;
    for (let k = 0; k < dimension; k++) {
      const mean = (sums[k]! - (start < 0 ? 0 : values[start + k]!)) / count;
      if (mean > 0) ofMean += mean * Math.log(mean);
    }
    return Math.exp((certainty - own) / count - ofMean);
  };
  const leftOut = new Float64Array(part.length);
  await eachInBlocks(part.length, 8 * dimension, pauses, (place) => {
    leftOut[place] = without(part[place]! * dimension, certainties[place]!, part.length - 1);
  });
  return { score: without(-1, 0, part.length), variance: jackknifeVariance(leftOut) };
}

function partWarnings(rows: number, classes: number): string[] {
  if (rows >= ENOUGH * classes) return [];
  return [
    `Parts of ${rows} samples for ${classes} classes: the score is too low by a good part of itself. Draw more samples, take fewer splits, or compare only with what has as many.`,
  ];
}
