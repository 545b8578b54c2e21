import { ArgumentError, checkNumber, checkWholeNumber, describeValue, positive } from '../../errors';
import type { Estimate, EstimateOptions } from '../../estimators';
import {
  checkEstimateOptions,
  fewSamplesForInterval,
  normalInterval,
  type PairwiseKernel,
  type SampleMatrix,
} from '../../estimators/parts';
import { createRandom } from '../../random';
import { createPauses } from '../../scheduling';
import type { Features } from '../features/features';
import { readFeaturePair } from '../features/read-features';
import { type SubsetMeans, type SubsetPlan, subsetMeans } from './subset-means';

/** Options of {@link clipMaximumMeanDiscrepancy}. */
export interface ClipMaximumMeanDiscrepancyOptions extends EstimateOptions {
  /** σ of the kernel, in the features' unit, above 0. Default 10. */
  readonly bandwidth?: number;
  /** Factor of the squared MMD, above 0. Default 1000. */
  readonly scale?: number;
  /**
   * Pairs that are looked at: `'all'`, or those within and between so many subsets of up to 2,000 samples. Default `'all'` up
   * to 10,000 samples of either side, and beyond as many subsets as it takes for each sample to come once.
   */
  readonly subsets?: number | 'all';
}

/** Result of {@link clipMaximumMeanDiscrepancy}. */
export interface ClipMaximumMeanDiscrepancyEstimate extends Estimate {
  /** The settings used, and the unbiased value. */
  readonly details: ClipMaximumMeanDiscrepancyDetails;
}

/** Details of {@link clipMaximumMeanDiscrepancy}. */
export interface ClipMaximumMeanDiscrepancyDetails {
  /** σ of the kernel. */
  readonly bandwidth: number;
  /** The factor. */
  readonly scale: number;
  /** Number of subsets; 1 where all pairs were looked at. */
  readonly subsets: number;
  /** The same without the pairs of a sample with itself: right on average, and below 0 now and then. */
  readonly unbiased: number;
}

/** Samples of either side up to which all pairs are looked at: some ten seconds. */
const MOST_OF_ALL = 10_000;
const SUBSET_SIZE = 2000;
const LEAST = 3;

/**
 * Computes the squared maximum mean discrepancy of features with the kernel k(x, y) = exp(−‖x − y‖²/(2σ²)), σ = 10, times
 * 1,000: with CLIP's embeddings (ViT-L/14 at 336 pixels) it is the CMMD. It takes any features; σ has to be of the size of
 * their distances, for which that of CLIP's says nothing.
 *
 * Convention: the **biased** V-statistic Σᵢⱼk(xᵢ, xⱼ)/n² + Σᵢⱼk(yᵢ, yⱼ)/m² − 2Σᵢⱼk(xᵢ, yⱼ)/(nm), with the pairs of a sample
 * with itself, as the authors' code has it (their eq. 4 is the unbiased one: `details.unbiased`); and times 1,000. It lies
 * above by about 1,000·(1/n + 1/m)·(1 − E k): so `bound` is `'upper'`, and the interval is for its expectation at as many
 * samples. Symmetric, from 0 to 2,000, a pure number; 0 only for equal distributions.
 *
 * Standard error: that of a U-statistic, from the variance of each sample's part and of the pairs.
 *
 * Beyond 10,000 samples the means over pairs are taken over subsets, which are dealt so that each sample comes as often, and
 * put together to the V-statistic of all samples: the standard error counts what that leaves out. All features are held, 8
 * bytes a number. The work grows with n² and d: 10,000 samples of 64 features some ten seconds.
 *
 * Source: Jayasumana et al. 2024, "Rethinking FID: Towards a Better Evaluation Metric for Image Generation", §4; its code,
 * google-research/cmmd.
 *
 * @param real - features of real samples, at least 3
 * @param generated - features of generated samples, at least 3
 * @param options - `bandwidth`, `scale`, `subsets`, and what every estimator takes; `seed` deals the subsets
 * @returns the estimate of 1,000·MMD²
 * @throws ArgumentError for features that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { clipMaximumMeanDiscrepancy } from 'gan-core/metrics';
 * const { value } = await clipMaximumMeanDiscrepancy([[0], [0], [0]], [[10], [10], [10]]);
 * // 1,000·(1 + 1 − 2e^−½)
 * console.log(value.toFixed(4)); // → 786.9387
 * ```
 */
export async function clipMaximumMeanDiscrepancy(
  real: Features,
  generated: Features,
  options: ClipMaximumMeanDiscrepancyOptions = {},
): Promise<ClipMaximumMeanDiscrepancyEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['bandwidth', 'scale', 'subsets']);
  const { bandwidth = 10, scale = 1000, subsets } = options;
  checkNumber('bandwidth', bandwidth, positive);
  checkNumber('scale', scale, positive);
  checkSubsets(subsets);
  const pauses = createPauses(signal);
  const [x, y] = await readFeaturePair(['real', 'generated'], real, generated, LEAST, pauses);
  const plan = planOf(x, y, subsets);
  const means = await subsetMeans(x, y, gaussianKernel(bandwidth), plan, createRandom(seed), pauses);
  const { biased, unbiased } = squaredDiscrepancies(means, x.count, y.count);
  const value = scale * biased;
  const standardError = scale * Math.sqrt(means.variance);
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: '',
    bound: 'upper',
    estimator: `${scale} times the squared maximum mean discrepancy of features`,
    sampleSizes: { p: x.count, q: y.count },
    converged: true,
    warnings: [...fewSamplesForInterval({ p: x.count, q: y.count }), ...kernelWarnings(means, bandwidth)],
    details: { bandwidth, scale, subsets: plan.subsets, unbiased: scale * unbiased },
  };
}

function checkSubsets(subsets: unknown): void {
  if (subsets === undefined || subsets === 'all') return;
  if (typeof subsets === 'number') checkWholeNumber('subsets', subsets, 1, ", or 'all'");
  else {
    throw new ArgumentError(
      'subsets',
      `got ${describeValue(subsets)}; expected 'all' or a whole number, at least 1.`,
    );
  }
}

function planOf(x: SampleMatrix, y: SampleMatrix, asked: number | 'all' | undefined): SubsetPlan {
  const larger = Math.max(x.count, y.count);
  const subsets = asked ?? (larger <= MOST_OF_ALL ? 'all' : Math.ceil(larger / SUBSET_SIZE));
  const sizes = [Math.min(SUBSET_SIZE, x.count), Math.min(SUBSET_SIZE, y.count)] as const;
  const isWhole = subsets === 'all' || (sizes[0] === x.count && sizes[1] === y.count);
  return isWhole ? { subsets: 1, sizes: [x.count, y.count] } : { subsets, sizes };
}

/** Both values: with a sample's pair with itself, of which k is 1, and without. */
function squaredDiscrepancies({ withinFirst, withinSecond, across }: SubsetMeans, n: number, m: number) {
  const unbiased = withinFirst + withinSecond - 2 * across;
  return { unbiased, biased: unbiased + (1 - withinFirst) / n + (1 - withinSecond) / m };
}

/** Kernel values whose differences are all rounding or all noise. */
function kernelWarnings({ withinFirst, across }: SubsetMeans, bandwidth: number): string[] {
  const largest = Math.max(withinFirst, across);
  if (largest < 1e-3) {
    return [
      `The kernel is ${largest.toPrecision(2)} on average: the samples lie many bandwidths (${bandwidth}) apart, and it tells nothing but copies. Pass a bandwidth of the size of their distances.`,
    ];
  }
  if (across < 0.999) return [];
  return [
    `The kernel is ${across.toPrecision(4)} on average: the samples lie within a small part of the bandwidth (${bandwidth}), and only their means are compared. Pass a bandwidth of the size of their distances.`,
  ];
}

function gaussianKernel(bandwidth: number): PairwiseKernel {
  // Finite, so that 0 times it is 0.
  const rate = Math.max(-0.5 / bandwidth / bandwidth, -Number.MAX_VALUE);
  return {
    of: 'squaredDistance',
    apply(squares, count) {
      for (let i = 0; i < count; i++) squares[i] = Math.exp(rate * squares[i]!);
    },
  };
}
