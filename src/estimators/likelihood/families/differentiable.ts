import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkFunction,
  checkNumber,
  checkWholeNumber,
  describeValue,
  isFunction,
  positive,
  refuseUnknownKeys,
} from '../../../errors';
import type { Random } from '../../../random';
import type { Pauses } from '../../../scheduling';
import type { SampleMatrix } from '../../samples/samples';
import type { DensityFamily, DensityFit, FitContext } from '../density-family';
import { readLogDensities } from '../read-log-densities';
import { checkedLogDensity } from './checked-log-density';
import { evaluateLogDensity, type LogDensityOfTensors, tensorsOf } from './evaluate-log-density';
import { gradientAscent } from './gradient-ascent';
import { type FittedTensor, type ParameterValue, readStart } from './read-start';

/**
 * Your own density and how to fit it.
 *
 * @typeParam Names - the parameters' names
 */
export interface DifferentiableFamilyOptions<Names extends string = string> {
  /** Starting values of the parameters, by name. Unconstrained numbers: of a scale take the logarithm. */
  readonly parameters:
    | Readonly<Record<Names, ParameterValue>>
    | ((context: DifferentiableStart) => Readonly<Record<Names, ParameterValue>>);
  /**
   * log p(x; θ) of each point, in nats, normalized: ∫ p(x; θ) dx = 1 for every θ. Made of tfjs ops, differentiable in the
   * parameters; called within a tidy.
   *
   * @param points - x, shape `[count, dimension]`
   * @param parameters - θ by name, in the shapes they started with
   * @returns shape `[count]` or `[count, 1]`
   */
  readonly logDensity: (points: Tensor, parameters: Readonly<Record<Names, Tensor>>) => Tensor;
  /** A draw from p(x; θ), if the family can be drawn from. */
  readonly draw?: (parameters: Readonly<Record<Names, FittedTensor>>, random: Random) => ArrayLike<number>;
  /** Its name. Default `'differentiable'`. */
  readonly name?: string;
  /** The most steps of Adam. Default 2000. */
  readonly steps?: number;
  /** Number of samples that a step sees. Default 256; all of them where there are fewer. */
  readonly batchSize?: number;
  /** Adam's step size at the start; it falls to a hundredth. Default 0.05. */
  readonly learningRate?: number;
}

/** Facts that a start may depend on. */
export interface DifferentiableStart {
  /** Number of coordinates of a point. */
  readonly dimension: number;
  /** The only source of randomness. */
  readonly random: Random;
}

const KEYS = ['parameters', 'logDensity', 'draw', 'name', 'steps', 'batchSize', 'learningRate'];

/**
 * Your own density, fitted by gradient ascent on its log-likelihood: Adam on minibatches, on whatever tfjs backend is set,
 * with a step size that falls to a hundredth. In float32, unlike the other families. The parameters of the best look at the
 * whole log-likelihood are kept, so a NaN or a step too far loses nothing, and is warned of.
 *
 * The work: at most `steps` steps. A step is one piece, and so is your `logDensity` on some of the samples, at most 65,536
 * numbers or 32 samples of them at once.
 *
 * It finds a local maximum. Nothing checks that p is normalized: if it isn't, the fit and every divergence from it are
 * wrong. All tensors made here are disposed of; fitted parameters are plain arrays.
 *
 * Source: Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization".
 *
 * @param options - `parameters`, `logDensity`; `draw`, `name`, `steps`, `batchSize`, `learningRate`
 * @returns the family, for `maximumLikelihood` and the estimators
 * @throws ArgumentError for an option out of range. When fitting: if `logDensity` doesn't give one number a point, or isn't
 * finite at the start
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { differentiableFamily, maximumLikelihood } from 'gan-core/estimators';
 * const normal = differentiableFamily({
 *   parameters: { mean: 0 },
 *   logDensity: (x, { mean }) => tf.sub(-Math.log(2 * Math.PI) / 2, tf.mul(tf.square(tf.sub(x, mean)), 0.5)),
 * });
 * const { parameters } = await maximumLikelihood([[1], [3]], normal);
 * // The samples' mean.
 * console.log(parameters.mean.values[0]?.toFixed(2)); // → 2.00
 * ```
 */
export function differentiableFamily<Names extends string>(
  options: DifferentiableFamilyOptions<Names>,
): DensityFamily<Readonly<Record<Names, FittedTensor>>> {
  const settings = check(options);
  return {
    name: settings.name ?? 'differentiable',
    fit: (samples, context) => fitDifferentiable(samples, settings, context),
  };
}

type Settings<Names extends string> = DifferentiableFamilyOptions<Names> &
  Required<Pick<DifferentiableFamilyOptions<Names>, 'steps' | 'batchSize' | 'learningRate'>>;

async function fitDifferentiable<Names extends string>(
  samples: SampleMatrix,
  settings: Settings<Names>,
  { argument, random, pauses }: FitContext,
): Promise<DensityFit<Readonly<Record<Names, FittedTensor>>>> {
  const { dimension } = samples;
  const start =
    typeof settings.parameters === 'function'
      ? settings.parameters({ dimension, random })
      : settings.parameters;
  const logDensity = checkedLogDensity(settings.logDensity as LogDensityOfTensors);
  const { values, converged, warnings } = await gradientAscent(
    argument,
    samples,
    await readStart(start),
    logDensity,
    settings,
    random,
    pauses,
  );
  const evaluateAt = async (points: SampleMatrix, then: Pauses) =>
    readLogDensities(
      await evaluateLogDensity(points, values, logDensity, then),
      points.count,
      then,
      'logDensity',
    );
  return {
    parameters: values as Readonly<Record<Names, FittedTensor>>,
    logDensity(point) {
      const row = { values: Float64Array.from(point), count: 1, dimension };
      return tidy(() => evaluateNow(row, values, logDensity));
    },
    logDensities: evaluateAt,
    ...(settings.draw && {
      draw: (stream: Random) => settings.draw!(values as Record<Names, FittedTensor>, stream),
    }),
    converged,
    warnings,
  };
}

function evaluateNow(
  { values, dimension }: SampleMatrix,
  parameters: Readonly<Record<string, FittedTensor>>,
  logDensity: LogDensityOfTensors,
): number {
  // logDensity of one point gives a number at once; many points are read asynchronously, by logDensities.
  return logDensity(tensor(Float32Array.from(values), [1, dimension]), tensorsOf(parameters)).dataSync()[0]!;
}

function check<Names extends string>(options: DifferentiableFamilyOptions<Names>): Settings<Names> {
  refuseUnknownKeys(options, KEYS);
  const { parameters, logDensity, draw, name, steps = 2000, batchSize = 256, learningRate = 0.05 } = options;
  const given = isFunction(parameters) || (typeof parameters === 'object' && parameters !== null);
  if (!given || (typeof parameters === 'object' && Object.keys(parameters).length === 0)) {
    throw new ArgumentError(
      'parameters',
      `got ${describeValue(parameters)}; expected the starting values by name, such as { mean: [0, 0] }.`,
    );
  }
  checkFunction('logDensity', logDensity, '(points, parameters) => a tensor of log-densities');
  if (draw !== undefined) checkFunction('draw', draw, '(parameters, random) => a point, or nothing');
  if (name !== undefined && typeof name !== 'string')
    throw new ArgumentError('name', `got ${describeValue(name)}; expected a string.`);
  checkWholeNumber('steps', steps, 1);
  checkWholeNumber('batchSize', batchSize, 1);
  checkNumber('learningRate', learningRate, positive);
  return {
    parameters,
    logDensity,
    ...(draw && { draw }),
    ...(name !== undefined && { name }),
    steps,
    batchSize,
    learningRate,
  };
}
