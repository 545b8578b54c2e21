import { ArgumentError } from '../../errors';
import { type NormalDensity, normalDensity } from './normal-density';

/** A mixture of Gaussians: weights that sum to 1, and one mean and covariance a component. */
export interface MixtureParameters {
  /** πₖ > 0, which sum to 1; the heaviest first. */
  readonly weights: readonly number[];
  /** μₖ, one number a coordinate. */
  readonly means: readonly (readonly number[])[];
  /** Σₖ: rows of a matrix, or of diagonal mixtures the variances alone. */
  readonly covariances: readonly (readonly number[] | readonly (readonly number[])[])[];
}

/** One component, ready to be evaluated. */
export interface MixtureComponent extends NormalDensity {
  readonly logWeight: number;
  /** tr(Ψ Σₖ⁻¹) for a diagonal Ψ. */
  traceOfPenalty(scale: ArrayLike<number>): number;
}

/** The components of a mixture, factored once. */
export function componentsOf({ weights, means, covariances }: MixtureParameters): MixtureComponent[] {
  return weights.map((weight, k) => {
    const density = normalDensity(means[k]!, covariances[k]!);
    // The penalty keeps every covariance positive definite, unless it is less than rounding.
    if (typeof density === 'number') {
      throw new ArgumentError(
        'regularization',
        `leaves component ${k} without variance along coordinate ${density}, in float64; expected a larger one, or samples whose coordinates vary and aren't linear combinations of each other. Take regularization: 1e-3, or { covariance: 'diagonal' }.`,
      );
    }
    return {
      ...density,
      logWeight: Math.log(weight),
      // tr(ΨΣ⁻¹) = Σⱼ Ψⱼ eⱼᵀΣ⁻¹eⱼ.
      traceOfPenalty: (scale) =>
        Array.from(scale).reduce((sum, value, axis) => sum + value * density.precision(axis), 0),
    };
  });
}

/** log Σₖ πₖ N(x; μₖ, Σₖ), and each component's log πₖ N(x; μₖ, Σₖ) in `logs`. */
export function logMixture(
  components: readonly MixtureComponent[],
  values: ArrayLike<number>,
  offset: number,
  logs: Float64Array,
): number {
  let largest = -Infinity;
  for (let k = 0; k < components.length; k++) {
    const { logWeight, logDensity } = components[k]!;
    logs[k] = logWeight + logDensity(values, offset);
    if (logs[k]! > largest) largest = logs[k]!;
  }
  // So far out that every square overflows.
  if (largest === -Infinity) return -Infinity;
  let sum = 0;
  for (let k = 0; k < components.length; k++) sum += Math.exp(logs[k]! - largest);
  return largest + Math.log(sum);
}

/** log Σₖ πₖ N(x; μₖ, Σₖ) of the point that begins at `offset`. */
export function mixtureLogDensity(
  components: readonly MixtureComponent[],
): (values: ArrayLike<number>, offset: number) => number {
  const logs = new Float64Array(components.length);
  return (values, offset) => logMixture(components, values, offset, logs);
}
