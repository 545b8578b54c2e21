import { checkWholeNumber } from '../../errors';
import { createRandom } from '../../random';
import { createPauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { copyWarnings, sidesCopies } from '../samples/copies';
import { readSamplePair, type Samples } from '../samples/samples';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { normalInterval } from '../statistics/normal-interval';
import { type PairwiseKernel, sumOverPairs } from './pairwise-sums';
import {
  checkPairEstimator,
  type PairEstimator,
  type PermutationTest,
  twoSampleStatistic,
} from './two-sample-statistic';

/** Options of {@link estimateEnergyDistance}. */
export interface EnergyDistanceOptions extends EstimateOptions {
  /**
   * `'unbiased'`, without the distances of samples from themselves: right on average, and below 0 about every other time where
   * the distributions are equal; or `'biased'`, the energy distance between the two empirical distributions, never below 0.
   * Default `'unbiased'`.
   */
  readonly estimator?: PairEstimator;
  /** Number of random relabelings in the permutation test; 0 for no test. Default 200. */
  readonly permutations?: number;
}

/** Result of {@link estimateEnergyDistance}. */
export interface EnergyDistanceEstimate extends Estimate {
  /** The permutation test. */
  readonly details: EnergyDistanceDetails;
}

/** Details of {@link estimateEnergyDistance}. */
export interface EnergyDistanceDetails {
  /** Whether p and q differ at all; null without permutations. */
  readonly permutationTest: PermutationTest | null;
}

/** The kernel −‖x − y‖, with which the squared MMD is the energy distance (Sejdinovic et al. 2013). */
const NEGATIVE_DISTANCE: PairwiseKernel = {
  of: 'squaredDistance',
  apply(squares, count) {
    for (let i = 0; i < count; i++) squares[i] = -Math.sqrt(squares[i]!);
  },
};

/**
 * Estimates the energy distance D²(p, q) = 2E‖x − y‖ − E‖x − x′‖ − E‖y − y′‖, x and x′ from p, y and y′ from q.
 *
 * Convention: this is the **squared** one of the two in use, as in the source below; its root is a metric. In one dimension it
 * is 2∫(F − G)². Symmetric; true values ≥ 0, and 0 only for equal distributions, if their means exist; in the samples' unit:
 * scaling them by c multiplies it by c.
 *
 * The biased estimate lies above on average: `bound` is then `'upper'`, and the interval is for its expectation. Standard
 * error, interval and cost are as for {@link estimateMaximumMeanDiscrepancy}: to tell whether p and q differ, read
 * `details.permutationTest`.
 *
 * The work grows as there, with (n + m)² times the dimension and with `permutations`.
 *
 * Source: Székely & Rizzo 2013, "Energy Statistics: A Class of Statistics Based on Distances".
 *
 * @param p - samples of p, at least 3
 * @param q - samples of q, at least 3
 * @param options - `estimator`, `permutations`, and what every estimator takes; `seed` fixes the permutations
 * @returns the estimate
 * @throws ArgumentError for samples that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { estimateEnergyDistance } from 'gan-core/estimators';
 * const p = [[0], [0], [0], [0]];
 * const q = [[1], [1], [1], [1]];
 * const { value } = await estimateEnergyDistance(p, q, { permutations: 0 });
 * // 2·|0 − 1|, and nothing within either.
 * console.log(value); // → 2
 * ```
 */
export async function estimateEnergyDistance(
  p: Samples,
  q: Samples,
  options: EnergyDistanceOptions = {},
): Promise<EnergyDistanceEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['estimator', 'permutations']);
  const { estimator = 'unbiased', permutations = 200 } = options;
  checkPairEstimator(estimator);
  checkWholeNumber('permutations', permutations, 0);
  const { p: x, q: y } = await readSamplePair(['p', 'q'], p, q, 3, signal);

  const random = createRandom(seed);
  const pauses = createPauses(signal);
  const sums = await sumOverPairs(x, y, NEGATIVE_DISTANCE, permutations, random, pauses);
  const { value, standardError, permutationTest, warnings } = twoSampleStatistic(
    sums,
    x.count,
    y.count,
    estimator,
  );
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: "the samples' unit",
    bound: estimator === 'biased' ? 'upper' : 'none',
    estimator: `${estimator} energy distance`,
    sampleSizes: { p: x.count, q: y.count },
    converged: true,
    warnings: [
      ...fewSamplesForInterval({ p: x.count, q: y.count }),
      ...copyWarnings(await sidesCopies({ p: x, q: y }, pauses)),
      ...warnings,
    ],
    details: { permutationTest },
  };
}
