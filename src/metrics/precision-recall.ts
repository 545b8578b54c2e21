import {
  copyWarnings,
  type Estimate,
  fewSamplesForInterval,
  nearestPoints,
  pairsWithin,
  populationVariance,
  type SampleMatrix,
  sidesCopies,
} from '../estimators/parts';
import { createPauses, type Pauses } from '../scheduling';
import type { Features } from './features/features';
import { readFeaturePair } from './features/read-features';
import { BallCover } from './neighbors/ball-cover';
import { checkEnough, checkNeighborOptions, type NeighborMetricOptions } from './neighbors/neighbor-options';
import { shareInterval } from './shares/share-interval';

/** Options of {@link precisionRecall}. */
export interface PrecisionRecallOptions extends NeighborMetricOptions {
  /** k: the ball about a sample reaches to its k-th nearest neighbor of the same set. Default 3. */
  readonly neighbors?: number;
}

/** Fidelity and variety of generated samples, apart. */
export interface PrecisionRecall {
  /** The share of generated samples that lie among the real ones. */
  readonly precision: Estimate;
  /** The share of real samples that lie among the generated ones. */
  readonly recall: Estimate;
}

/**
 * Estimates improved precision and recall: the manifold of a set of features is taken to be the union of balls, one about each
 * sample, that reach to its k-th nearest neighbor of the same set. Precision = |{g : g in a ball of the real samples}| / |g|,
 * recall = |{r : r in a ball of the generated samples}| / |r|. Both in [0, 1]; 1 is best.
 *
 * Both depend on k and on the number of samples: more samples fill the space, and raise them. Compare runs at the same numbers, with as
 * many real samples as generated ones; the paper has 50,000 of each and k = 3. Equal distributions don't give 1. One
 * outlier among the real samples has a large ball, in which precision takes anything for real; {@link densityCoverage} is less moved.
 *
 * Ties and copies: a sample at exactly the radius lies in the ball, as in the paper and its code (`densityCoverage` counts it out). A
 * copy of a real sample has precision 1; where k + 1 real samples are the same, their balls are this point alone.
 *
 * Standard error: the delete-one jackknife over both sets, for the samples that are counted and for those that the balls are about;
 * on average not too small (Efron & Stein 1981), in trials 1.1 to 2.3 times too large. The interval is Wilson's, of as many
 * independent samples as have that error. It is for the expectation at these numbers of samples, not for a limit of many.
 *
 * The work is twice all pairs times the dimension; memory, about three copies of the features. 50,000 samples a side of 64 features take
 * about a minute of one core, and 240 MB.
 *
 * Source: Kynkäänniemi et al. 2019, "Improved Precision and Recall Metric for Assessing Generative Models", eq. 1 and 2.
 *
 * @param real - features of real samples, at least k + 2
 * @param generated - features of generated samples, by the same network, at least k + 2
 * @param options - `neighbors`, `confidence`, `signal`; nothing is drawn, so that `seed` makes no difference
 * @returns both shares, each with its error and interval; in `sampleSizes`, p are the real ones
 * @throws ArgumentError for features that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { precisionRecall } from 'gan-core/metrics';
 * const real = [[0], [1], [2], [10], [11], [12]];
 * // Good samples, of one mode of two.
 * const generated = [[0.1], [0.9], [1.2], [1.4], [1.5]];
 * const { precision, recall } = await precisionRecall(real, generated, { neighbors: 2 });
 * console.log(precision.value, recall.value); // → 1 0.3333333333333333
 * ```
 */
export async function precisionRecall(
  real: Features,
  generated: Features,
  options: PrecisionRecallOptions = {},
): Promise<PrecisionRecall> {
  const { signal, confidence, neighbors } = checkNeighborOptions(options, 3);
  const pauses = createPauses(signal);
  const [p, q] = await readFeaturePair(['real', 'generated'], real, generated, 1, pauses);
  checkEnough('real', p, neighbors);
  checkEnough('generated', q, neighbors);
  const ofReal = new BallCover(await nearestPoints(p, p, neighbors + 1, pauses), q.count);
  const ofGenerated = new BallCover(await nearestPoints(q, q, neighbors + 1, pauses), p.count);
  await cover(p, q, ofReal, ofGenerated, pauses);
  const warnings = [
    ...fewSamplesForInterval({ p: p.count, q: q.count }),
    ...copyWarnings(await sidesCopies({ p, q }, pauses)),
  ];
  const estimate = async (name: string, balls: BallCover, points: SampleMatrix) => ({
    ...(await coveredShare(balls, points.count, confidence, pauses)),
    unit: '',
    bound: 'none' as const,
    estimator: `improved ${name}, ${neighbors} ${neighbors === 1 ? 'neighbor' : 'neighbors'}`,
    sampleSizes: { p: p.count, q: q.count },
    converged: true,
    warnings,
  });
  return {
    precision: await estimate('precision', ofReal, q),
    recall: await estimate('recall', ofGenerated, p),
  };
}

/** Looks at all pairs that either ball covers, or would cover once it has grown. */
function cover(
  p: SampleMatrix,
  q: SampleMatrix,
  ofReal: BallCover,
  ofGenerated: BallCover,
  pauses: Pauses,
): Promise<void> {
  const radii = (balls: BallCover, count: number) =>
    Float64Array.from({ length: count }, (_, center) => balls.squaredRadius(center, true));
  const [first, second] = [radii(ofReal, p.count), radii(ofGenerated, q.count)];
  return pairsWithin(
    p,
    q,
    { first, second },
    (i, j, squared) => {
      if (squared <= first[i]!) ofReal.add(i, j, squared);
      if (squared <= second[j]!) ofGenerated.add(j, i, squared);
    },
    pauses,
  );
}

async function coveredShare(balls: BallCover, count: number, confidence: number, pauses: Pauses) {
  const value = balls.covered() / count;
  const changes = await balls.changes(pauses);
  // The jackknife of both sets: of the samples counted it is the mean's own, p(1 − p)/(n − 1).
  const ofCenters = ((changes.length - 1) * populationVariance(changes)) / count ** 2;
  const standardError = Math.sqrt((value * (1 - value)) / (count - 1) + ofCenters);
  return { value, standardError, interval: shareInterval(value, standardError, count, confidence) };
}
