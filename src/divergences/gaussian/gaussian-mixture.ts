import { ArgumentError, describeNumber, describeValue } from '../../errors';
import { logSumExp, neumaierSum } from '../../math';
import { factorGaussian, type Gaussian } from './gaussian';
import { listOf } from './list-of';

/** A mixture of normal distributions of one dimension: the density Σ weight·N(mean, variance). */
export interface GaussianMixture {
  /** The components' probabilities, which sum to 1. A component of weight 0 counts for nothing. */
  readonly weights: ArrayLike<number>;
  /** The Gaussians, one for each weight, each of one dimension. */
  readonly components: readonly Gaussian[];
}

/** A checked mixture, the components of weight 0 left out. */
export type CheckedMixture = readonly {
  readonly mean: number;
  readonly deviation: number;
  /** log(weight/(√(2π)·σ)), the logarithm of its density at its mean. */
  readonly logHeight: number;
}[];

/** Largest distance of the weights' sum from 1, as for discrete distributions. */
const SUM_TOLERANCE = 1e-6;

/**
 * Checks a mixture.
 *
 * @param argument - its name
 * @param mixture - what came
 * @returns its components
 * @throws ArgumentError naming `argument`
 */
export function checkMixture(argument: string, mixture: GaussianMixture): CheckedMixture {
  if (typeof mixture !== 'object' || mixture === null || !Array.isArray(mixture.components)) {
    throw new ArgumentError(
      argument,
      `got ${describeValue(mixture)}; expected { weights, components }, the components an array of Gaussians.`,
    );
  }
  const weights = listOf<unknown>(mixture.weights);
  const { components } = mixture;
  if (weights.length === 0 || weights.length !== components.length) {
    throw new ArgumentError(
      argument,
      `has ${weights.length} weights and ${components.length} components; expected one weight a component, and at least one.`,
    );
  }
  const probabilities = weights.map((weight, index) => {
    if (typeof weight === 'number' && weight >= 0 && weight <= 1 + SUM_TOLERANCE) return weight;
    throw new ArgumentError(
      argument,
      `weight ${index} is ${describeNumber(weight)}; expected a probability from 0 to 1. Divide counts by their sum.`,
    );
  });
  const sum = neumaierSum(probabilities.length, (index) => probabilities[index]!);
  if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
    throw new ArgumentError(
      argument,
      `its weights sum to ${sum}; expected 1 within ${SUM_TOLERANCE}. Nothing is renormalized for you: divide each weight by the sum.`,
    );
  }
  return components
    .map((component: Gaussian, index) => {
      const { mean, pivots } = factorGaussian(argument, component);
      if (mean.length > 1) {
        throw new ArgumentError(
          argument,
          `component ${index} has ${mean.length} dimensions; expected one. Estimate the divergence of more from samples.`,
        );
      }
      const variance = pivots[0]!;
      const logHeight = Math.log(probabilities[index]!) - Math.log(2 * Math.PI) / 2 - Math.log(variance) / 2;
      return { mean: mean[0]!, deviation: Math.sqrt(variance), logHeight };
    })
    .filter(({ logHeight }) => logHeight > -Infinity);
}

/**
 * The logarithm of a mixture's density, its greatest term taken out, so that nothing underflows.
 *
 * @param mixture - the mixture
 * @returns log density as a function of x
 */
export function mixtureLogDensity(mixture: CheckedMixture): (x: number) => number {
  const terms = new Float64Array(mixture.length);
  return (x) => {
    for (let k = 0; k < terms.length; k++) {
      const { mean, deviation, logHeight } = mixture[k]!;
      const z = (x - mean) / deviation;
      terms[k] = logHeight - (z * z) / 2;
    }
    return logSumExp(terms);
  };
}
