import {
  checkEstimateOptions,
  type Estimate,
  type EstimateOptions,
  fewSamplesForInterval,
  type NearestPoints,
  nearestPoints,
} from '../estimators/parts';
import { createPauses } from '../scheduling';
import type { Features } from './features/features';
import { checkSameDimension, readFeaturePair, readFeatures } from './features/read-features';
import { rankTest } from './shares/rank-test';
import { shareInterval } from './shares/share-interval';

/** Result of {@link nearestNeighborMemorization}. */
export interface MemorizationEstimate extends Estimate {
  /** The test, and the share of near copies. */
  readonly details: MemorizationDetails;
}

/** Details of {@link nearestNeighborMemorization}. */
export interface MemorizationDetails {
  /** The paper's Z_U: below 0 where generated samples lie nearer to training samples than held-out ones do. Far above 0, G underfits. */
  readonly zScore: number;
  /** The probability of such a z-score, or one further below 0, of a generator that draws from the data's distribution. */
  readonly pValue: number;
  /**
   * The share of generated samples that lie at least as near to their nearest training sample as that lies to any other: 1 less
   * Alaa et al.'s authenticity. Its error is binomial. Samples of the data's own distribution have about half of them, or more.
   */
  readonly copied: Estimate;
  /** The same share of held-out samples, which are no copies: what to compare with. */
  readonly copiedHeldOut: Estimate;
}

/**
 * Estimates how much a generator copies its training data: the probability that a generated sample lies nearer to its nearest
 * training sample than a held-out real sample does to its own, P(d(g, T) < d(h, T)) + ½P(d(g, T) = d(h, T)), d(x, T) = min over t in T
 * of ‖x − t‖. ½ for a generator that draws from the data's distribution, 1 for one that copies; below ½ its samples lie farther
 * from the data than real ones do.
 *
 * `details.zScore` is the paper's Z_U, Mann and Whitney's U of the two sets of distances; C_T of one cell. The paper averages it over cells
 * of k-means, as copies of one region and junk in another may cancel: for a region alone, pass the samples that lie in it.
 *
 * Ties and copies: an exact copy has distance 0. Held-out samples that are training samples too count for copies, and hide those of
 * the generator: take them out.
 *
 * Standard errors: DeLong's for the probability, over generated and held-out samples; the training set counts as given, as the
 * generator knows no other. Both intervals are Wilson's, of as many independent samples as have that error.
 *
 * The work is all pairs of training samples with the others and half of those among themselves, times the dimension.
 *
 * Source: Meehan, Chaudhuri & Dasgupta 2020, "A Non-Parametric Test to Detect Data-Copying in Generative Models", §3.1; Alaa et al.
 * 2022, "How Faithful is your Synthetic Data? Sample-level Metrics for Evaluating and Auditing Generative Models", §4.3.
 *
 * @param training - features of the samples that the generator was trained on, at least 2
 * @param heldOut - features of real samples that it never saw, at least 2
 * @param generated - features of generated samples, at least 2
 * @param options - `confidence`, `signal`; nothing is drawn, so that `seed` makes no difference
 * @returns the probability; in `sampleSizes`, p are the held-out samples and q the generated ones
 * @throws ArgumentError for features that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { nearestNeighborMemorization } from 'gan-core/metrics';
 * const training = [[0], [1], [2], [3]];
 * const heldOut = [[0.5], [1.4], [2.5], [3.6]];
 * const copies = [[0.01], [1], [2.99], [2]];
 * const { value, details } = await nearestNeighborMemorization(training, heldOut, copies);
 * console.log(value, details.zScore.toFixed(2), details.copied.value); // → 1 -2.17 1
 * ```
 */
export async function nearestNeighborMemorization(
  training: Features,
  heldOut: Features,
  generated: Features,
  options: EstimateOptions = {},
): Promise<MemorizationEstimate> {
  const { signal, confidence } = checkEstimateOptions(options);
  const pauses = createPauses(signal);
  const [known, fresh] = await readFeaturePair(['training', 'heldOut'], training, heldOut, 2, pauses);
  const drawn = await readFeatures('generated', generated, 2, pauses);
  checkSameDimension(['training', 'generated'], known.dimension, drawn.dimension);

  const ofFresh = await nearestPoints(fresh, known, 1, pauses);
  const ofDrawn = await nearestPoints(drawn, known, 1, pauses);
  const ofKnown = await nearestPoints(known, known, 1, pauses);
  const { value, standardError, zScore, pValue } = rankTest(ofDrawn.squared, ofFresh.squared);
  const sizes = { p: fresh.count, q: drawn.count };
  return {
    value,
    standardError,
    interval: shareInterval(value, standardError, Math.min(fresh.count, drawn.count), confidence),
    unit: '',
    bound: 'none',
    estimator: 'memorization by nearest neighbors',
    sampleSizes: sizes,
    converged: true,
    warnings: [...fewSamplesForInterval(sizes), ...heldOutWarnings(ofFresh, ofKnown)],
    details: {
      zScore,
      pValue,
      copied: copiedShare(ofDrawn, ofKnown, confidence),
      copiedHeldOut: copiedShare(ofFresh, ofKnown, confidence),
    },
  };
}

/** Share of held-out samples from which on it matters that they are training samples. */
const MANY_KNOWN = 0.01;

/** Warns of held-out samples that training has seen: beside those no generator looks as if it copied. */
function heldOutWarnings(ofFresh: NearestPoints, ofKnown: NearestPoints): string[] {
  const zeros = ({ squared }: NearestPoints) => squared.reduce((sum, each) => sum + Number(each === 0), 0);
  const [fresh, known] = [zeros(ofFresh), zeros(ofKnown)];
  const share = fresh / ofFresh.squared.length;
  // Of rounded or discrete values training samples meet each other as often.
  if (share <= MANY_KNOWN || share <= (2 * known) / ofKnown.squared.length) return [];
  return [
    `${fresh} of the ${ofFresh.squared.length} held-out samples are training samples: beside those no generator looks as if it copied. Pass real samples that it never saw.`,
  ];
}

/** The share of samples that lie at least as near to their nearest training sample as that to any other. */
function copiedShare(samples: NearestPoints, training: NearestPoints, confidence: number): Estimate {
  const count = samples.squared.length;
  const copies = samples.squared.reduce(
    (sum, squared, sample) => sum + Number(squared <= training.squared[samples.indices[sample]!]!),
    0,
  );
  const value = copies / count;
  const standardError = Math.sqrt((value * (1 - value)) / (count - 1));
  return {
    value,
    standardError,
    interval: shareInterval(value, standardError, count, confidence),
    unit: '',
    bound: 'none',
    estimator: 'near copies of training samples',
    sampleSizes: { p: count, q: 0 },
    converged: true,
    warnings: fewSamplesForInterval({ p: count, q: 0 }),
  };
}
