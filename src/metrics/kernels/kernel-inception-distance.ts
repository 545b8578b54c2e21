import { ArgumentError, checkWholeNumber } from '../../errors';
import type { Estimate, EstimateOptions } from '../../estimators';
import {
  checkEstimateOptions,
  fewSamplesForInterval,
  meanOfTerms,
  normalInterval,
  type PairwiseKernel,
  populationVariance,
} from '../../estimators/parts';
import { createRandom } from '../../random';
import { createPauses } from '../../scheduling';
import type { Features } from '../features/features';
import { readFeaturePair } from '../features/read-features';
import { subsetMeans } from './subset-means';

/** Options of {@link kernelInceptionDistance}. */
export interface KernelInceptionDistanceOptions extends EstimateOptions {
  /** Number of subsets; 1 of all samples where `subsetSize` is as many as there are. Default 100. */
  readonly subsets?: number;
  /** Number of samples in a subset, at least 3. Default 1000, or the smaller side's number if that is less. */
  readonly subsetSize?: number;
}

/** Result of {@link kernelInceptionDistance}. */
export interface KernelInceptionDistanceEstimate extends Estimate {
  /** The subsets. */
  readonly details: KernelInceptionDistanceDetails;
}

/** Details of {@link kernelInceptionDistance}. */
export interface KernelInceptionDistanceDetails {
  /** Number of subsets. */
  readonly subsets: number;
  /** Number of samples in a subset. */
  readonly subsetSize: number;
  /** The standard deviation of the subsets' distances, over their number: what papers print behind ±. No standard error. */
  readonly subsetDeviation: number;
}

/** Subsets as torch-fidelity and the authors' code have them. */
const SUBSETS = 100;
const SUBSET_SIZE = 1000;
const LEAST = 3;

/**
 * Estimates the Kernel Inception Distance of features: the squared maximum mean discrepancy with the kernel
 * k(x, y) = (xᵀy/d + 1)³, E k(x, x′) + E k(y, y′) − 2E k(x, y). With Inception's pool features it is the KID; it looks at the
 * first three moments.
 *
 * Unbiased, other than the Fréchet distance: right on average with any number of samples, and so below 0 about every other
 * time where the distributions are equal. Convention: not multiplied by 1,000, as some papers print it; the mean over subsets
 * of the U-statistic, as torch-fidelity takes it. For one U-statistic over all pairs, give a `subsetSize` as large as both
 * sides. Symmetric; in the kernel's unit: a factor on all features changes it by no simple law.
 *
 * Subsets are dealt: no sample comes again before all have come. Their mean is then less noisy than over subsets that are drawn
 * each for itself, with the same expectation.
 *
 * Standard error: that of an incomplete U-statistic, from the variance of each sample's part and of the pairs. It tells how
 * far another draw of all samples moves the value; the spread of the subsets, `details.subsetDeviation`, doesn't.
 *
 * All features are held, 8 bytes a number. The work grows with subsets·subsetSize²·d.
 *
 * Source: Bińkowski et al. 2018, "Demystifying MMD GANs", §4; the error: Lee 1990, "U-Statistics: Theory and Practice", §4.3.
 *
 * @param real - features of real samples, at least 3
 * @param generated - features of generated samples, at least 3
 * @param options - `subsets`, `subsetSize`, and what every estimator takes; `seed` deals the subsets
 * @returns the estimate
 * @throws ArgumentError for features that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { kernelInceptionDistance } from 'gan-core/metrics';
 * const { value } = await kernelInceptionDistance([[1], [1], [1]], [[2], [2], [2]]);
 * // (1·1 + 1)³ + (2·2 + 1)³ − 2(1·2 + 1)³
 * console.log(value); // → 79
 * ```
 */
export async function kernelInceptionDistance(
  real: Features,
  generated: Features,
  options: KernelInceptionDistanceOptions = {},
): Promise<KernelInceptionDistanceEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['subsets', 'subsetSize']);
  const { subsets = SUBSETS, subsetSize } = options;
  checkWholeNumber('subsets', subsets, 1);
  if (subsetSize !== undefined) checkWholeNumber('subsetSize', subsetSize, LEAST);
  const pauses = createPauses(signal);
  const [x, y] = await readFeaturePair(['real', 'generated'], real, generated, LEAST, pauses);
  const fewest = Math.min(x.count, y.count);
  const size = subsetSize ?? Math.min(SUBSET_SIZE, fewest);
  if (size > fewest) throw tooLarge(size, fewest);

  const isWhole = size === x.count && size === y.count;
  const plan = { subsets: isWhole ? 1 : subsets, sizes: [size, size] } as const;
  const means = await subsetMeans(x, y, cubicKernel(x.dimension), plan, createRandom(seed), pauses);
  const value = meanOfTerms(means.perSubset);
  const standardError = Math.sqrt(means.variance);
  if (!Number.isFinite(standardError)) throw overflow();
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: "the kernel's unit",
    bound: 'none',
    estimator: 'kernel inception distance of features',
    sampleSizes: { p: x.count, q: y.count },
    converged: true,
    warnings: fewSamplesForInterval({ p: x.count, q: y.count }),
    details: {
      subsets: plan.subsets,
      subsetSize: size,
      subsetDeviation: Math.sqrt(populationVariance(means.perSubset)),
    },
  };
}

function overflow(): ArgumentError {
  return new ArgumentError(
    'real',
    'the cubes of its products with generated, or their squares, leave float64; expected features up to about 1e25. Divide both by one number.',
  );
}

function tooLarge(size: number, fewest: number): ArgumentError {
  return new ArgumentError(
    'subsetSize',
    `got ${size}; expected ${fewest} at most, as many as there are of real or of generated. Draw more samples, or take smaller subsets.`,
  );
}

function cubicKernel(dimension: number): PairwiseKernel {
  return {
    of: 'innerProduct',
    apply(products, count) {
      for (let i = 0; i < count; i++) {
        const base = products[i]! / dimension + 1;
        products[i] = base * base * base;
      }
    },
  };
}
