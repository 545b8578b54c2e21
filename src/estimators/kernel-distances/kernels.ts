import {
  ArgumentError,
  checkNumber,
  checkWholeNumber,
  describeValue,
  positive,
  unknownKey,
} from '../../errors';
import type { Random } from '../../random';
import type { Pauses } from '../../scheduling';
import { medianDistance } from '../samples/median-distance';
import type { SampleMatrix } from '../samples/samples';
import type { PairwiseKernel } from './pairwise-sums';

/** The Gaussian kernel exp(−‖x − y‖²/(2σ²)). Characteristic: the MMD is 0 for equal distributions only. */
export interface RbfKernel {
  /** Its name. */
  readonly name: 'rbf';
  /** σ, above 0, or the median distance between two samples of p and q together. Default `'median'`. */
  readonly bandwidth?: number | 'median';
}

/** The mean of Gaussian kernels of several bandwidths. Characteristic, and sensitive at several scales at once. */
export interface RbfMixtureKernel {
  /** Its name. */
  readonly name: 'rbf-mixture';
  /** Each σ, above 0. Default: ¼, ½, 1, 2 and 4 times the median distance between two samples of p and q together. */
  readonly bandwidths?: readonly number[];
}

/**
 * The polynomial kernel (xᵀy/d + 1)³ of d dimensions, or of another degree. With inception features for samples, the MMD² is
 * the Kernel Inception Distance (Bińkowski et al. 2018, "Demystifying MMD GANs"). It compares moments up to its degree
 * only, and changes when both samples are moved.
 */
export interface PolynomialKernel {
  /** Its name. */
  readonly name: 'polynomial';
  /** A whole number, at least 1. Default 3. */
  readonly degree?: number;
}

/** The kernels that {@link estimateMaximumMeanDiscrepancy} knows. */
export type Kernel = RbfKernel | RbfMixtureKernel | PolynomialKernel;

/** A kernel with everything that was left open filled in. */
export type ChosenKernel =
  | (RbfKernel & {
      /** σ. */
      readonly bandwidth: number;
    })
  | Required<RbfMixtureKernel>
  | Required<PolynomialKernel>;

const KEYS: Record<Kernel['name'], readonly string[]> = {
  rbf: ['name', 'bandwidth'],
  'rbf-mixture': ['name', 'bandwidths'],
  polynomial: ['name', 'degree'],
};
const MIXTURE = [0.25, 0.5, 1, 2, 4];

/**
 * Reads a kernel, once, and refuses what isn't one.
 *
 * @param given - what came
 * @returns the kernel
 * @throws ArgumentError naming `kernel` or what in it is at fault
 */
export function readKernel(given: Kernel): Kernel {
  const kernel: Kernel = typeof given === 'object' && given !== null ? { ...given } : given;
  const { name } = kernel ?? {};
  const keys = typeof name === 'string' && Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
  if (!keys) {
    throw new ArgumentError(
      'kernel',
      `got ${describeValue(given)}; expected an object with the name ${Object.keys(KEYS).join(', ')}.`,
    );
  }
  const unknown = unknownKey(kernel, keys);
  if (unknown !== undefined) {
    throw new ArgumentError('kernel', `got the unknown key '${unknown}'; expected ${keys.join(', ')}.`);
  }
  if (kernel.name === 'polynomial') checkWholeNumber('kernel.degree', kernel.degree ?? 3, 1);
  if (kernel.name === 'rbf' && kernel.bandwidth !== undefined && kernel.bandwidth !== 'median') {
    checkNumber('kernel.bandwidth', kernel.bandwidth, positive);
  }
  if (kernel.name === 'rbf-mixture' && kernel.bandwidths !== undefined) {
    if (!Array.isArray(kernel.bandwidths) || kernel.bandwidths.length === 0) {
      throw new ArgumentError(
        'kernel.bandwidths',
        `got ${describeValue(kernel.bandwidths)}; expected an array of at least one number.`,
      );
    }
    for (const bandwidth of kernel.bandwidths) checkNumber('kernel.bandwidths', bandwidth, positive);
  }
  return kernel;
}

/**
 * Fills in what a kernel leaves to the samples.
 *
 * @param kernel - a checked one
 * @param p - samples
 * @param q - samples of as many dimensions
 * @param random - draws the points whose median distance is taken, where there are many
 * @param pauses - taken while the median is sought
 * @returns the kernel without gaps
 * @throws ArgumentError if the median distance is asked for and is 0
 */
export async function chooseKernel(
  kernel: Kernel,
  p: SampleMatrix,
  q: SampleMatrix,
  random: Random,
  pauses: Pauses,
): Promise<ChosenKernel> {
  if (kernel.name === 'polynomial') return { name: 'polynomial', degree: kernel.degree ?? 3 };
  const median = async () => {
    const distance = await medianDistance(p, q, random, pauses);
    if (distance > 0) return distance;
    throw new ArgumentError(
      'kernel',
      'the median distance between the samples, its bandwidth, is 0: most of them are copies. Pass a bandwidth.',
    );
  };
  if (kernel.name === 'rbf') {
    const { bandwidth = 'median' } = kernel;
    return { name: 'rbf', bandwidth: bandwidth === 'median' ? await median() : bandwidth };
  }
  if (kernel.bandwidths) return { name: 'rbf-mixture', bandwidths: [...kernel.bandwidths] };
  const distance = await median();
  return { name: 'rbf-mixture', bandwidths: MIXTURE.map((factor) => factor * distance) };
}

/**
 * Gives a kernel as a function of squared distances or inner products.
 *
 * @param kernel - the kernel
 * @param dimension - the samples' dimension
 * @returns what sums over pairs take
 */
export function pairwiseKernel(kernel: ChosenKernel, dimension: number): PairwiseKernel {
  if (kernel.name === 'polynomial') {
    const { degree } = kernel;
    return {
      of: 'innerProduct',
      apply(products, count) {
        for (let i = 0; i < count; i++) products[i] = (products[i]! / dimension + 1) ** degree;
      },
    };
  }
  const bandwidths = kernel.name === 'rbf' ? [kernel.bandwidth] : kernel.bandwidths;
  const rates = Float64Array.from(bandwidths, (bandwidth) => -0.5 / bandwidth ** 2);
  return {
    of: 'squaredDistance',
    apply(squares, count) {
      for (let i = 0; i < count; i++) {
        let sum = 0;
        for (let k = 0; k < rates.length; k++) sum += Math.exp(rates[k]! * squares[i]!);
        squares[i] = sum / rates.length;
      }
    },
  };
}
