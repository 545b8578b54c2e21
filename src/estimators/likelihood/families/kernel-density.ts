import { ArgumentError, checkNumber, positive, refuseUnknownKeys } from '../../../errors';
import { type LdlFactors, ldlFactorSteps } from '../../../math';
import type { Random } from '../../../random';
import { inBlocks, inSteps, type Pauses } from '../../../scheduling';
import { checkMagnitude } from '../../samples/check-magnitude';
import { describeFlat } from '../../samples/describe-flat';
import { constantCoordinate, covarianceOf, meanOf } from '../../samples/moments';
import type { SampleMatrix } from '../../samples/samples';
import type { DensityFamily, DensityFit, FitContext } from '../density-family';
import { chooseBandwidth } from './choose-bandwidth';
import { unboundedDensityWarnings } from './unbounded-density-warnings';

/** The settings of the kernel density family. */
export interface KernelDensityFamilyOptions {
  /**
   * h, the kernel's width in units of the samples' own spread: its covariance is h²·Σ̂. Left out, it is the one that makes
   * each sample most likely under the kernels of the others.
   */
  readonly bandwidth?: number;
}

/** A fitted kernel density. */
export interface KernelDensityParameters {
  /** h. */
  readonly bandwidth: number;
  /** The kernel's covariance, h²·Σ̂, Σ̂ the samples' covariance over n. */
  readonly kernelCovariance: readonly (readonly number[])[];
  /** The kernels' centers: the samples, point after point. */
  readonly centers: Float64Array;
}

/**
 * Kernel densities: (1/n) Σⱼ N(x; xⱼ, h²Σ̂), a Gaussian about each sample. The bandwidth h comes from the leave-one-out
 * likelihood, Σᵢ log 1/(n−1) Σ_{j≠i} N(xᵢ; xⱼ, h²Σ̂), since the plain likelihood grows without end for h → 0. Above some
 * thousands of samples it is taken over some of them, against the kernels of all.
 *
 * Convention: h multiplies the samples' covariance (over n), as in scipy, so that an affine map of the samples changes
 * nothing; a kernel of standard deviation σ in one dimension is h = σ / (the samples' standard deviation).
 *
 * A smoothed density isn't the true one: its bias falls only as n^(−2/(d+4)), and no standard error here holds it. Beyond
 * its outermost sample it falls off as fast as one narrow kernel, so that a divergence from it hangs on the few samples
 * that lie further out. Good in up to about three dimensions, where both distributions reach equally far. To evaluate it
 * costs one kernel for each sample and each point; to choose the bandwidth, 20 times at most 4 million, or those of 20 samples.
 *
 * Sources: Parzen 1962, "On Estimation of a Probability Density Function and Mode"; Habbema, Hermans & van den Broek 1974
 * and Duin 1976 for the bandwidth.
 *
 * @param options - `bandwidth`
 * @returns the family, for `maximumLikelihood` and the estimators
 * @throws ArgumentError for a bandwidth that isn't positive. When fitting: if the samples don't vary in every direction
 *
 * @example
 * ```ts
 * import { kernelDensityFamily, maximumLikelihood } from 'gan-core/estimators';
 * // The samples' standard deviation is 1, and so each kernel's.
 * const { logDensity } = await maximumLikelihood([[-1], [1]], kernelDensityFamily({ bandwidth: 1 }));
 * // Halfway, both are one standard deviation away: −½·log(2π) − ½.
 * console.log(logDensity([0]).toFixed(6)); // → -1.418939
 * ```
 */
export function kernelDensityFamily(
  options: KernelDensityFamilyOptions = {},
): DensityFamily<KernelDensityParameters> {
  refuseUnknownKeys(options, ['bandwidth']);
  const { bandwidth } = options;
  if (bandwidth !== undefined)
    checkNumber('bandwidth', bandwidth, positive, ", in units of the samples' spread");
  return { name: 'kernel density', fit: (samples, context) => fitKernels(samples, bandwidth, context) };
}

async function fitKernels(
  samples: SampleMatrix,
  given: number | undefined,
  { argument, random, pauses, start }: FitContext<KernelDensityParameters>,
): Promise<DensityFit<KernelDensityParameters>> {
  const { count, dimension, values } = samples;
  await checkMagnitude(argument, samples, pauses);
  const covariance = await covarianceOf(samples, await meanOf(samples, pauses), pauses);
  const factors = await factorsOf(argument, samples, covariance, pauses);
  const whiten = whitening(factors);
  const whitened = new Float64Array(values.length);
  await inBlocks(count, (dimension * dimension) / 2, pauses, (from, to) => {
    for (let at = from * dimension; at < to * dimension; at += dimension) whiten(values, at, whitened, at);
  });
  const known = given ?? start?.bandwidth;
  const { bandwidth, warnings } =
    known === undefined
      ? await chooseBandwidth({ values: whitened, count, dimension }, random, pauses)
      : { bandwidth: known, warnings: [] };
  const degenerate = start ? [] : await unboundedDensityWarnings(argument, samples, pauses);
  const logNormalizer =
    -Math.log(count) -
    dimension * Math.log(bandwidth) -
    0.5 *
      (dimension * Math.log(2 * Math.PI) + factors.pivots.reduce((sum, pivot) => sum + Math.log(pivot), 0));
  const at = new Float64Array(dimension);
  const squares = new Float64Array(count);
  const logDensity = (point: ArrayLike<number>, offset = 0) => {
    whiten(point, offset, at, 0);
    return logNormalizer + logSumOfKernels(whitened, at, squares, bandwidth);
  };
  return {
    parameters: {
      bandwidth,
      kernelCovariance: covariance.map((row) => row.map((value) => value * bandwidth * bandwidth)),
      centers: values,
    },
    logDensity: (point) => logDensity(point),
    logDensities: (points, pausesThen) => evaluateAll(points, logDensity, pausesThen),
    draw: (stream) => drawAround(samples, factors, bandwidth, stream),
    warnings: [...warnings, ...degenerate],
  };
}

/** The covariance's factors L·D·Lᵀ. */
async function factorsOf(
  argument: string,
  samples: SampleMatrix,
  covariance: readonly (readonly number[])[],
  pauses: Pauses,
): Promise<LdlFactors> {
  const constant = constantCoordinate(samples);
  const factors = constant >= 0 ? constant : await inSteps(ldlFactorSteps(covariance), pauses);
  if (typeof factors !== 'number') return factors;
  throw new ArgumentError(
    argument,
    `coordinate ${factors} ${describeFlat(samples, factors)}; expected samples that vary in every direction. Leave it out, or draw more samples than dimensions.`,
  );
}

/** Takes a point to coordinates in which the kernel is round, z = D^(−½)L⁻¹x. */
function whitening({ pivots, lower }: LdlFactors) {
  const roots = pivots.map(Math.sqrt);
  return (source: ArrayLike<number>, offset: number, target: Float64Array, at: number): void => {
    for (let row = 0; row < roots.length; row++) {
      let value = source[offset + row]!;
      const factors = lower[row]!;
      for (let column = 0; column < row; column++)
        value -= factors[column]! * target[at + column]! * roots[column]!;
      target[at + row] = value / roots[row]!;
    }
  };
}

/** A draw: one of the samples, and the kernel's noise around it. */
function drawAround(
  { values, count, dimension }: SampleMatrix,
  { pivots, lower }: LdlFactors,
  bandwidth: number,
  random: Random,
): Float64Array {
  const center = random.integer(count) * dimension;
  const noise = pivots.map((pivot) => Math.sqrt(pivot) * bandwidth * random.normal());
  return Float64Array.from({ length: dimension }, (_, row) =>
    lower[row]!.reduce((sum, factor, column) => sum + factor * noise[column]!, values[center + row]!),
  );
}

async function evaluateAll(
  { values, count, dimension }: SampleMatrix,
  logDensity: (values: Float64Array, offset: number) => number,
  pauses: Pauses,
): Promise<Float64Array> {
  const densities = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    if (pauses.due()) await pauses.take();
    densities[index] = logDensity(values, index * dimension);
  }
  return densities;
}

/** log Σⱼ exp(−‖z − zⱼ‖²/(2h²)), with the nearest center's term taken out first. */
function logSumOfKernels(
  centers: Float64Array,
  at: Float64Array,
  squares: Float64Array,
  bandwidth: number,
): number {
  const dimension = at.length;
  let least = Infinity;
  for (let index = 0; index < squares.length; index++) {
    let square = 0;
    for (let axis = 0; axis < dimension; axis++) {
      const difference = centers[index * dimension + axis]! - at[axis]!;
      square += difference * difference;
    }
    squares[index] = square;
    if (square < least) least = square;
  }
  const factor = -0.5 / (bandwidth * bandwidth);
  let sum = 0;
  for (let index = 0; index < squares.length; index++) {
    const exponent = factor * (squares[index]! - least);
    // e^−40 is below a float64's last digit of the sum, which is at least 1.
    if (exponent > -40) sum += Math.exp(exponent);
  }
  return factor * least + Math.log(sum);
}
