import { ArgumentError } from '../../../errors';
import { logSumExp } from '../../../math';
import type { Pauses } from '../../../scheduling';
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
  traceOfPenalty(scale: ArrayLike<number>, pauses: Pauses): Promise<number>;
}

/** The components of a mixture, factored once. */
export async function componentsOf(
  { weights, means, covariances }: MixtureParameters,
  pauses: Pauses,
): Promise<MixtureComponent[]> {
  const components: MixtureComponent[] = [];
  for (const [k, weight] of weights.entries()) {
    const density = await normalDensity(means[k]!, covariances[k]!, pauses);
    // The penalty keeps every covariance positive definite, unless it is less than rounding.
    if (typeof density === 'number') {
      throw new ArgumentError(
        'regularization',
        `leaves component ${k} without variance along coordinate ${density}, in float64; expected a larger one, or samples whose coordinates vary and aren't linear combinations of each other. Take regularization: 1e-3, or { covariance: 'diagonal' }.`,
      );
    }
    components.push({
      ...density,
      logWeight: Math.log(weight),
      // tr(ΨΣ⁻¹) = Σⱼ Ψⱼ eⱼᵀΣ⁻¹eⱼ.
      async traceOfPenalty(scale, then) {
        let sum = 0;
        for (let axis = 0; axis < scale.length; axis++) {
          if (then.due()) await then.take();
          sum += scale[axis]! * density.precision(axis);
        }
        return sum;
      },
    });
  }
  return components;
}

/** log Σₖ πₖ N(x; μₖ, Σₖ), and each component's log πₖ N(x; μₖ, Σₖ) in `logs`. */
export function logMixture(
  components: readonly MixtureComponent[],
  values: ArrayLike<number>,
  offset: number,
  logs: Float64Array,
): number {
  for (let k = 0; k < components.length; k++) {
    const { logWeight, logDensity } = components[k]!;
    logs[k] = logWeight + logDensity(values, offset);
  }
  return logSumExp(logs); // −∞ so far out that every square overflows
}

/** log Σₖ πₖ N(x; μₖ, Σₖ) of the point that begins at `offset`. */
export function mixtureLogDensity(
  components: readonly MixtureComponent[],
): (values: ArrayLike<number>, offset: number) => number {
  const logs = new Float64Array(components.length);
  return (values, offset) => logMixture(components, values, offset, logs);
}
