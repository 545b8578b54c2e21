import { ArgumentError, checkWholeNumber, describeValue } from '../errors';
import {
  checkEstimateOptions,
  checkHeldOutFraction,
  copyWarnings,
  type Estimate,
  type EstimateOptions,
  fewSamplesForInterval,
  type PolynomialKind,
  polynomialFeatureCount,
  type SampleMatrix,
  sharedSampleWarnings,
  shuffledIndices,
  sidesCopies,
  takeSamples,
} from '../estimators/parts';
import { createRandom, type Random } from '../random';
import { createPauses, type Pauses } from '../scheduling';
import type { LabeledSplit } from './classifiers/labeled-split';
import { logisticHits } from './classifiers/logistic-hits';
import { neighborHits } from './classifiers/neighbor-hits';
import type { Features } from './features/features';
import { readFeaturePair } from './features/read-features';
import { binomialTail } from './shares/binomial-tail';
import { wilsonInterval } from './shares/wilson-interval';

/** Options of {@link classifierTwoSampleTest}. */
export interface ClassifierTwoSampleTestOptions extends EstimateOptions {
  /**
   * `'logistic'` (default): logistic regression on the features, their squares and, up to 12 features, all products of two;
   * `'nearest-neighbors'`: the majority of the nearest samples.
   */
  readonly classifier?: 'logistic' | 'nearest-neighbors';
  /** Number of nearest samples that vote; an odd number has no ties. Only for that classifier. Default 1. */
  readonly neighbors?: number;
  /** The fraction of each side's samples that the accuracy is measured on, in (0, 1). Default ½. */
  readonly heldOutFraction?: number;
}

/** Result of {@link classifierTwoSampleTest}. */
export interface ClassifierTwoSampleEstimate extends Estimate {
  /** The test. */
  readonly details: ClassifierTwoSampleDetails;
}

/** Details of {@link classifierTwoSampleTest}. */
export interface ClassifierTwoSampleDetails {
  /** The probability of an accuracy so high, or higher, of equal distributions. */
  readonly pValue: number;
  /** Number of held-out samples, as many of each side. */
  readonly heldOut: number;
}

/** Fewest samples of each side: two to learn from, and two held out. */
const FEWEST = 4;
/** All products of two, for so many features at most: beyond, only their squares. */
const MOST_FOR_PRODUCTS = 12;
/** A Newton step of more takes minutes. */
const MOST_FEATURES = 1000;

/**
 * Tests whether generated samples can be told from real ones: the accuracy on held-out samples of a classifier that was trained
 * to tell them apart. ½ if the distributions are equal; 1 if each sample can be told. At most ½ + TV/2, so that 2·accuracy − 1 bounds the
 * total variation from below: `bound` is `'lower'`, and another classifier may see more.
 *
 * Each side is split at random; of the larger one samples are left out, so that ½ is chance. `details.pValue` is the binomial one,
 * P(X ≥ hits) of X ~ Bin(n, ½): exact where the accuracy is that of a coin. Logistic regression sees differences of means and spreads, neighbors
 * any, if there are enough samples for the dimension.
 *
 * Ties and copies: the split doesn't look at values, so that rounded and discrete ones are told from each other as others are. All training
 * samples that are as near as the last neighbor vote, which matters where values repeat; a vote without a majority counts half. A held-out
 * generated sample that copies a real training sample is taken for real: a generator that memorizes gets an accuracy *below* ½ there. Rows that
 * one side repeats give that side away: a warning says so.
 *
 * Standard error: the binomial one, √(t(1 − t)/n) of n held-out samples; the interval is Wilson's. Both are for the classifier as it was
 * trained; another split has another one.
 *
 * Source: Lopez-Paz & Oquab 2017, "Revisiting Classifier Two-Sample Tests", §2 and §3; with neighbors also Xu et al. 2018, "An empirical
 * study on evaluation metrics of generative adversarial networks".
 *
 * @param real - features of real samples, at least 4
 * @param generated - features of generated samples, by the same network, at least 4
 * @param options - `classifier`, `neighbors`, `heldOutFraction`, `seed` (the split), `confidence`, `signal`
 * @returns the accuracy; in `sampleSizes`, p are the real samples used
 * @throws ArgumentError for features that are too few, not finite, of two spaces, or over 500 for logistic regression; or a wrong option
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { classifierTwoSampleTest } from 'gan-core/metrics';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 2000 }, () => [mean + random.normal()]);
 * const { value, details } = await classifierTwoSampleTest(draw(0), draw(2));
 * // The best accuracy is Φ(1), 0.84.
 * console.log(value.toFixed(1), details.pValue < 0.001); // → 0.8 true
 * ```
 */
export async function classifierTwoSampleTest(
  real: Features,
  generated: Features,
  options: ClassifierTwoSampleTestOptions = {},
): Promise<ClassifierTwoSampleEstimate> {
  const { seed, signal, confidence, classifier, neighbors, heldOutFraction } = checkOptions(options);
  const pauses = createPauses(signal);
  const [p, q] = await readFeaturePair(['real', 'generated'], real, generated, FEWEST, pauses);
  const kind = kindFor(p.dimension);
  if (classifier === 'logistic') checkWidth(kind, p.dimension);
  const copies = await sidesCopies({ p, q }, pauses);
  const random = createRandom(seed);
  // Blind to values: were the copies of a sample kept together, near samples of its own side would be fewer than chance has them.
  const split = {
    real: await splitAtRandom(p, heldOutFraction, random.fork(), pauses),
    generated: await splitAtRandom(q, heldOutFraction, random.fork(), pauses),
  };
  const balanced: LabeledSplit = { train: even(split, 'train'), heldOut: even(split, 'heldOut') };
  const { hits, converged } =
    classifier === 'logistic'
      ? await logisticHits(balanced, kind, pauses)
      : await hitsByNeighbors(balanced, neighbors, pauses);
  const heldOut = 2 * balanced.heldOut.real.count;
  const value = hits / heldOut;
  const used = balanced.train.real.count + balanced.heldOut.real.count;
  return {
    value,
    standardError: Math.sqrt((value * (1 - value)) / heldOut),
    interval: wilsonInterval(value, heldOut, confidence),
    unit: '',
    bound: 'lower',
    estimator: `two-sample test by ${classifier === 'logistic' ? 'logistic regression' : 'nearest neighbors'}`,
    sampleSizes: { p: used, q: used },
    converged,
    warnings: [
      ...fewSamplesForInterval({ p: heldOut, q: 0 }),
      ...copyWarnings(copies),
      ...(await sharedSampleWarnings({ p, q }, pauses)),
    ],
    details: { pValue: binomialTail(hits, heldOut), heldOut },
  };
}

function checkOptions(options: ClassifierTwoSampleTestOptions) {
  const shared = checkEstimateOptions(options, ['classifier', 'neighbors', 'heldOutFraction']);
  const { classifier = 'logistic', neighbors, heldOutFraction = 0.5 } = options;
  if (classifier !== 'logistic' && classifier !== 'nearest-neighbors')
    throw new ArgumentError(
      'classifier',
      `got ${describeValue(classifier)}; expected 'logistic' or 'nearest-neighbors'.`,
    );
  if (neighbors !== undefined) {
    if (classifier === 'logistic')
      throw new ArgumentError(
        'neighbors',
        `got ${describeValue(neighbors)} for logistic regression; expected none. Pass classifier: 'nearest-neighbors' too.`,
      );
    checkWholeNumber('neighbors', neighbors, 1);
  }
  checkHeldOutFraction(heldOutFraction);
  return { ...shared, classifier, neighbors: neighbors ?? 1, heldOutFraction };
}

async function hitsByNeighbors(split: LabeledSplit, neighbors: number, pauses: Pauses) {
  const known = 2 * split.train.real.count;
  if (neighbors > known)
    throw new ArgumentError(
      'neighbors',
      `got ${neighbors} of ${known} samples to learn from; expected at most as many. Take fewer, or draw more samples.`,
    );
  return { hits: await neighborHits(split, neighbors, pauses), converged: true };
}

function kindFor(dimension: number): PolynomialKind {
  return dimension <= MOST_FOR_PRODUCTS ? 'quadratic' : 'squares';
}

function checkWidth(kind: PolynomialKind, dimension: number): void {
  if (polynomialFeatureCount(kind, dimension) <= MOST_FEATURES) return;
  throw new ArgumentError(
    'classifier',
    `got ${dimension} features for logistic regression; expected at most ${MOST_FEATURES / 2}. Pass classifier: 'nearest-neighbors', or fewer features.`,
  );
}

/** Splits one side at random: at least two samples in either part. */
async function splitAtRandom(samples: SampleMatrix, fraction: number, random: Random, pauses: Pauses) {
  const order = await shuffledIndices(samples.count, random, pauses);
  const heldOut = Math.min(Math.max(Math.round(fraction * samples.count), 2), samples.count - 2);
  return {
    heldOut: await takeSamples(samples, order.subarray(0, heldOut), pauses),
    train: await takeSamples(samples, order.subarray(heldOut), pauses),
  };
}

/** The same part of both sides, of as many samples each: their order is random. */
function even<Part extends 'train' | 'heldOut'>(
  split: Readonly<Record<'real' | 'generated', Readonly<Record<Part, SampleMatrix>>>>,
  part: Part,
) {
  const count = Math.min(split.real[part].count, split.generated[part].count);
  const first = ({ values, dimension }: SampleMatrix) => ({
    values: values.subarray(0, count * dimension),
    count,
    dimension,
  });
  return { real: first(split.real[part]), generated: first(split.generated[part]) };
}
