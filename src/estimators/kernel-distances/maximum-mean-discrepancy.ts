import { ArgumentError, checkWholeNumber } from '../../errors';
import { createRandom } from '../../random';
import { createPauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { copyWarnings, sidesCopies } from '../samples/copies';
import { readSamplePair, type Samples } from '../samples/samples';
import { fewSamplesForInterval } from '../statistics/few-samples';
import { normalInterval } from '../statistics/normal-interval';
import { type ChosenKernel, chooseKernel, type Kernel, pairwiseKernel, readKernel } from './kernels';
import { sumOverPairs } from './pairwise-sums';
import {
  checkPairEstimator,
  type PairEstimator,
  type PermutationTest,
  twoSampleStatistic,
} from './two-sample-statistic';

/** Options of {@link estimateMaximumMeanDiscrepancy}. */
export interface MaximumMeanDiscrepancyOptions extends EstimateOptions {
  /** The kernel. Default `{ name: 'rbf', bandwidth: 'median' }`. */
  readonly kernel?: Kernel;
  /**
   * `'unbiased'`, the U-statistic: right on average, and below 0 about every other time where the distributions are equal; or
   * `'biased'`, the V-statistic: the squared distance between the two empirical distributions, never below 0. Default
   * `'unbiased'`.
   */
  readonly estimator?: PairEstimator;
  /** Number of random relabelings in the permutation test; 0 for no test. Default 200. */
  readonly permutations?: number;
}

/** Result of {@link estimateMaximumMeanDiscrepancy}. */
export interface MaximumMeanDiscrepancyEstimate extends Estimate {
  /** The kernel as it was used, and the permutation test. */
  readonly details: MaximumMeanDiscrepancyDetails;
}

/** Details of {@link estimateMaximumMeanDiscrepancy}. */
export interface MaximumMeanDiscrepancyDetails {
  /** The kernel, with the bandwidths that it had. */
  readonly kernel: ChosenKernel;
  /** Whether p and q differ at all; null without permutations. */
  readonly permutationTest: PermutationTest | null;
}

/**
 * Estimates the **squared** maximum mean discrepancy MMD²(p, q) = E k(x, x′) + E k(y, y′) − 2E k(x, y) of a kernel k, x and x′
 * from p, y and y′ from q: the squared distance between the two distributions' mean embeddings.
 *
 * Symmetric; true values ≥ 0; with RBF kernels at most 2, and 0 only for equal distributions. In the kernel's unit, for RBF
 * kernels a pure number. The biased estimate lies above on average: `bound` is then `'upper'`, and the interval is for its
 * expectation.
 *
 * Standard error: the delete-one jackknife over both samples, exact for sums over pairs; on average not too small (Efron &
 * Stein 1981), and up to √2 too large where p and q are close. The interval is normal about the estimate, which is right for
 * distributions that differ; for equal ones the estimate isn't normally distributed: to tell whether they differ, read
 * `details.permutationTest`. The bandwidth counts as given, also where the median chose it.
 *
 * The matrix of kernel values is never held whole. The work grows with (n + m)² times the dimension, and with
 * `permutations`, for each of which a bit a sample is held.
 *
 * Source: Gretton et al. 2012, "A Kernel Two-Sample Test", eq. 3 (unbiased) and eq. 5 (biased); the error: Efron & Stein
 * 1981, "The Jackknife Estimate of Variance".
 *
 * @param p - samples of p, at least 3
 * @param q - samples of q, at least 3
 * @param options - `kernel`, `estimator`, `permutations`, and what every estimator takes; `seed` fixes the permutations and,
 * of more than 1,000 samples together, those whose median distance is the bandwidth
 * @returns the estimate of MMD², not of its root
 * @throws ArgumentError for samples that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { estimateMaximumMeanDiscrepancy } from 'gan-core/estimators';
 * const p = [[0], [0], [0], [0]];
 * const q = [[1], [1], [1], [1]];
 * const kernel = { name: 'rbf', bandwidth: 1 } as const;
 * const { value } = await estimateMaximumMeanDiscrepancy(p, q, { kernel, permutations: 0 });
 * // 1 + 1 − 2·exp(−½)
 * console.log(value.toFixed(6)); // → 0.786939
 * ```
 */
export async function estimateMaximumMeanDiscrepancy(
  p: Samples,
  q: Samples,
  options: MaximumMeanDiscrepancyOptions = {},
): Promise<MaximumMeanDiscrepancyEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['kernel', 'estimator', 'permutations']);
  const { kernel: given = { name: 'rbf' }, estimator = 'unbiased', permutations = 200 } = options;
  const kernel = readKernel(given);
  checkPairEstimator(estimator);
  checkWholeNumber('permutations', permutations, 0);
  const { p: x, q: y } = await readSamplePair(['p', 'q'], p, q, 3, signal);

  const random = createRandom(seed);
  const pauses = createPauses(signal);
  const chosen = await chooseKernel(kernel, x, y, random, pauses);
  const pairwise = pairwiseKernel(chosen, x.dimension);
  const sums = await sumOverPairs(x, y, pairwise, permutations, random.fork(), pauses);
  const { value, standardError, permutationTest, warnings } = twoSampleStatistic(
    sums,
    x.count,
    y.count,
    estimator,
  );
  if (!Number.isFinite(value + standardError)) {
    throw new ArgumentError(
      'kernel',
      `its values at these samples overflow float64${chosen.name === 'polynomial' ? `, to the power ${chosen.degree}` : ''}; expected finite ones. Divide all samples by one number, or take a smaller degree.`,
    );
  }
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: '',
    bound: estimator === 'biased' ? 'upper' : 'none',
    estimator: `${estimator} squared maximum mean discrepancy`,
    sampleSizes: { p: x.count, q: y.count },
    converged: true,
    warnings: [
      ...fewSamplesForInterval({ p: x.count, q: y.count }),
      ...copyWarnings(await sidesCopies({ p: x, q: y }, pauses)),
      ...warnings,
    ],
    details: { kernel: chosen, permutationTest },
  };
}
