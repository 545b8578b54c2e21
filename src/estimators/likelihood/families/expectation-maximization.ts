import type { Pauses } from '../../../scheduling';
import type { SampleMatrix } from '../../samples/samples';
import { componentsOf, logMixture, type MixtureParameters } from './gaussian-mixture-density';
import { isMatrix } from './normal-density';

/** Limits of expectation maximization. */
export interface ExpectationMaximizationSettings {
  /** ε of the penalty: a fraction of the samples' variance. */
  readonly regularization: number;
  /** Ψ of the penalty: one variance a coordinate, of all samples. */
  readonly scale: ArrayLike<number>;
  readonly maxIterations: number;
  /** An iteration that raises the objective by less, in nats a sample, is the last. */
  readonly tolerance: number;
}

/** Result of expectation maximization. */
export interface ExpectationMaximizationResult {
  readonly parameters: MixtureParameters;
  /** The objective before each iteration and at the end, in nats a sample: it never falls. */
  readonly objectives: readonly number[];
  readonly converged: boolean;
}

/** Entries of the covariances, over all components, that are gone through between two looks at the clock. */
const NUMBERS_A_LOOK = 8192;

/**
 * Expectation maximization (Dempster, Laird & Rubin 1977, "Maximum Likelihood from Incomplete Data via the EM Algorithm")
 * of a mixture's penalized mean log-likelihood,
 * (1/n) Σᵢ log Σₖ πₖ N(xᵢ; μₖ, Σₖ) − ½ ε Σₖ tr(Ψ Σₖ⁻¹).
 * The penalty keeps a component from shrinking onto one sample, where the likelihood has no upper bound. Its maximum
 * step has a closed form, Σₖ = Sₖ + (ε/πₖ) Ψ with Sₖ the component's covariance, so that no iteration lowers the objective.
 *
 * @param samples - the samples
 * @param start - where to begin
 * @param settings - the penalty and the end
 * @param pauses - for so long a computation
 * @returns the last parameters and the objective's course
 */
export async function expectationMaximization(
  samples: SampleMatrix,
  start: MixtureParameters,
  settings: ExpectationMaximizationSettings,
  pauses: Pauses,
): Promise<ExpectationMaximizationResult> {
  const objectives: number[] = [];
  let parameters = start;
  for (let iteration = 0; ; iteration++) {
    const { objective, next } = await iterate(samples, parameters, settings, pauses);
    const gain = objective - (objectives.at(-1) ?? -Infinity);
    objectives.push(objective);
    const converged = gain < settings.tolerance;
    if (converged || iteration === settings.maxIterations) return { parameters, objectives, converged };
    parameters = next;
  }
}

/** The objective at the parameters, and the parameters after one expectation and one maximization step. */
async function iterate(
  samples: SampleMatrix,
  parameters: MixtureParameters,
  settings: ExpectationMaximizationSettings,
  pauses: Pauses,
): Promise<{ objective: number; next: MixtureParameters }> {
  const { values, count, dimension } = samples;
  const components = await componentsOf(parameters, pauses);
  const sums = components.map(() => createSums(dimension, isMatrix(parameters.covariances[0]!)));
  const logs = new Float64Array(components.length);
  const rowsALook = Math.ceil(NUMBERS_A_LOOK / components.length / sums[0]!.second.length);
  let logLikelihood = 0;
  for (let index = 0; index < count; index++) {
    if (index % rowsALook === 0 && pauses.due()) await pauses.take();
    const offset = index * dimension;
    const total = logMixture(components, values, offset, logs);
    logLikelihood += total;
    for (let k = 0; k < components.length; k++) {
      const responsibility = Math.exp(logs[k]! - total);
      if (responsibility > 0) addTo(sums[k]!, values, offset, parameters.means[k]!, responsibility);
    }
  }
  let penalty = 0;
  for (const { traceOfPenalty } of components) penalty += await traceOfPenalty(settings.scale, pauses);
  return {
    objective: logLikelihood / count - 0.5 * settings.regularization * penalty,
    next: await maximize(sums, parameters, count, settings, pauses),
  };
}

/** Weighted sums about the component's old mean, which is near the new one: no digits are lost. */
interface ComponentSums {
  weight: number;
  readonly first: Float64Array;
  /** Lower triangle row by row, or the diagonal alone. */
  readonly second: Float64Array;
  readonly full: boolean;
}

function createSums(dimension: number, full: boolean): ComponentSums {
  return {
    weight: 0,
    first: new Float64Array(dimension),
    second: new Float64Array(full ? (dimension * (dimension + 1)) / 2 : dimension),
    full,
  };
}

function addTo(
  sums: ComponentSums,
  values: ArrayLike<number>,
  offset: number,
  center: readonly number[],
  weight: number,
): void {
  const { first, second, full } = sums;
  sums.weight += weight;
  let at = 0;
  for (let row = 0; row < first.length; row++) {
    const difference = values[offset + row]! - center[row]!;
    const weighted = weight * difference;
    first[row]! += weighted;
    if (full) {
      for (let column = 0; column < row; column++)
        second[at++]! += weighted * (values[offset + column]! - center[column]!);
    }
    second[at++]! += weighted * difference;
  }
}

async function maximize(
  sums: readonly ComponentSums[],
  old: MixtureParameters,
  count: number,
  { regularization, scale }: ExpectationMaximizationSettings,
  pauses: Pauses,
): Promise<MixtureParameters> {
  const total = sums.reduce((sum, { weight }) => sum + weight, 0);
  // A component that lost all its samples stays as it is, with next to no weight.
  const alive = (k: number) => sums[k]!.weight > 1e-9;
  const covariances: (readonly number[] | readonly (readonly number[])[])[] = [];
  for (const [k, covariance] of old.covariances.entries()) {
    if (!alive(k)) {
      covariances.push(covariance);
      continue;
    }
    const { weight, first, second, full } = sums[k]!;
    const ridge = (regularization * count) / weight;
    const entry = (row: number, column: number) => {
      const at = full ? (row * (row + 1)) / 2 + column : row;
      const spread = second[at]! / weight - (first[row]! / weight) * (first[column]! / weight);
      return row === column ? Math.max(spread, 0) + ridge * scale[row]! : spread;
    };
    const axes = Array.from(first, (_, axis) => axis);
    if (!full) {
      covariances.push(axes.map((axis) => entry(axis, axis)));
      continue;
    }
    const rows: number[][] = [];
    for (const row of axes) {
      if (pauses.due()) await pauses.take();
      rows.push(axes.map((column) => entry(Math.max(row, column), Math.min(row, column))));
    }
    covariances.push(rows);
  }
  return {
    weights: sums.map(({ weight }) => Math.max(weight / total, 1e-300)),
    means: old.means.map((mean, k) =>
      alive(k) ? mean.map((value, axis) => value + sums[k]!.first[axis]! / sums[k]!.weight) : mean,
    ),
    covariances,
  };
}
