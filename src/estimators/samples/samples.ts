import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkWholeNumber, describeNumber, describeValue, isTensor } from '../../errors';
import { firstNotFinite } from '../../math';
import { createPauses, inBlocks, type Pauses } from '../../scheduling';
import { checkMagnitude } from './check-magnitude';

/**
 * Samples of a distribution over ℝᵈ: a tensor of shape `[count, d]` (read, never disposed of), an array of points, or one
 * flat array, point after point, with its dimension.
 */
export type Samples = Tensor | readonly ArrayLike<number>[] | FlatSamples;

/** Points one after the other in one array. */
export interface FlatSamples {
  /** The coordinates of the first point, then those of the second, and so on. */
  readonly values: ArrayLike<number>;
  /** Number of coordinates of a point. */
  readonly dimension: number;
}

/** Checked samples, in float64 whatever they came as: point i is `values[i * dimension … (i + 1) * dimension]`. */
export interface SampleMatrix {
  /** The coordinates, point after point. */
  readonly values: Float64Array;
  /** Number of points. */
  readonly count: number;
  /** Number of coordinates of a point. */
  readonly dimension: number;
}

/** Reason for the fewest samples that an estimator by neighbors takes, for its error. */
export const BY_NEIGHBORS = ' for so many neighbors';

/**
 * Reads and checks samples, with pauses of its own.
 *
 * @param argument - their name
 * @param samples - what came
 * @param minimum - how many points the estimator needs at least
 * @param signal - aborts
 * @param because - why so many, where an option asks for them
 * @returns a copy in float64
 * @throws ArgumentError naming `argument` if they aren't samples, are too few, or hold a value that isn't finite
 */
export async function readSamples(
  argument: string,
  samples: Samples,
  minimum = 2,
  signal?: AbortSignal,
  because = '',
): Promise<SampleMatrix> {
  const matrix = await toMatrix(argument, samples, createPauses(signal));
  if (matrix.count < minimum) {
    throw new ArgumentError(
      argument,
      `has ${matrix.count} ${matrix.count === 1 ? 'sample' : 'samples'}; expected at least ${minimum}${because}. Draw more.`,
    );
  }
  return matrix;
}

/**
 * Reads and checks the samples of two distributions over one space.
 *
 * @param names - the two arguments' names
 * @param p - samples of the first
 * @param q - samples of the second
 * @param minimum - how many points the estimator needs of each
 * @param signal - aborts
 * @param because - why so many, where an option asks for them
 * @returns copies in float64
 * @throws ArgumentError naming the argument at fault; for values beyond ±1e70 too, whose squares' squares overflow
 */
export async function readSamplePair(
  names: readonly [string, string],
  p: Samples,
  q: Samples,
  minimum = 2,
  signal?: AbortSignal,
  because = '',
): Promise<{ p: SampleMatrix; q: SampleMatrix }> {
  const first = await readSamples(names[0], p, minimum, signal, because);
  const second = await readSamples(names[1], q, minimum, signal, because);
  if (first.dimension !== second.dimension) {
    throw new ArgumentError(
      names[1],
      `has points of ${second.dimension} dimensions where ${names[0]} has ${first.dimension}; expected as many. Pass samples of one space.`,
    );
  }
  const pauses = createPauses(signal);
  await checkMagnitude(names[0], first, pauses);
  await checkMagnitude(names[1], second, pauses);
  return { p: first, q: second };
}

/**
 * Reads and checks samples, however few.
 *
 * @param argument - their name
 * @param samples - what came
 * @param pauses - taken now and then
 * @returns a copy in float64
 * @throws ArgumentError naming `argument` if they aren't samples or hold a value that isn't finite
 */
export async function toMatrix(argument: string, samples: unknown, pauses: Pauses): Promise<SampleMatrix> {
  if (isTensor(samples)) return fromTensor(argument, samples as unknown as Tensor, pauses);
  if (isFlat(samples)) return fromFlat(argument, samples, pauses);
  if (Array.isArray(samples)) return fromPoints(argument, samples, pauses);
  throw new ArgumentError(
    argument,
    `got ${describeValue(samples)}; expected a tensor of shape [count, dimension], an array of points, or { values, dimension }.`,
  );
}

async function fromTensor(argument: string, samples: Tensor, pauses: Pauses): Promise<SampleMatrix> {
  if (samples.rank !== 2 || samples.shape[1] === 0) {
    throw new ArgumentError(
      argument,
      `got ${describeValue(samples)}; expected shape [count, dimension]. Reshape it: of images, \`tf.reshape(x, [count, -1])\`.`,
    );
  }
  if (samples.isDisposed || samples.dtype === 'string' || samples.dtype === 'complex64') {
    throw new ArgumentError(
      argument,
      `got ${samples.isDisposed ? 'a disposed tensor' : describeValue(samples)}; expected a tensor of numbers${samples.isDisposed ? ' that is still there. Dispose of it after the estimate' : ''}.`,
    );
  }
  return matrixOf(argument, await samples.data(), samples.shape[1]!, pauses);
}

async function fromFlat(
  argument: string,
  { values, dimension }: FlatSamples,
  pauses: Pauses,
): Promise<SampleMatrix> {
  checkWholeNumber(`${argument}.dimension`, dimension, 1);
  if (!isNumberList(values) || values.length % dimension !== 0) {
    throw new ArgumentError(
      `${argument}.values`,
      `got ${isNumberList(values) ? `${values.length} numbers` : describeValue(values)}; expected an array of numbers, a multiple of the dimension (${dimension}).`,
    );
  }
  return matrixOf(argument, values, dimension, pauses);
}

async function fromPoints(
  argument: string,
  points: readonly unknown[],
  pauses: Pauses,
): Promise<SampleMatrix> {
  const first = points[0];
  if (points.length > 0 && !isNumberList(first)) {
    throw new ArgumentError(
      argument,
      `its first entry is ${describeValue(first)}; expected a point: an array of numbers. One-dimensional samples in a flat array are { values, dimension: 1 }.`,
    );
  }
  const dimension = isNumberList(first) ? first.length : 1;
  if (dimension === 0) throw new ArgumentError(argument, 'its first point is empty; expected coordinates.');
  const values = new Float64Array(points.length * dimension);
  // By index: forEach passes over the holes of an array, which would leave zeros.
  for (let index = 0; index < points.length; index++) {
    if (pauses.due()) await pauses.take();
    const point = points[index];
    if (!isNumberList(point) || point.length !== dimension) {
      throw new ArgumentError(
        argument,
        `sample ${index} is ${isNumberList(point) ? `a point of ${point.length} coordinates` : describeValue(point)}; expected ${dimension} coordinates, as the first has.`,
      );
    }
    const wrong = firstNotFinite(point);
    if (wrong >= 0) throw notFinite(argument, index, point[wrong]);
    values.set(point, index * dimension);
  }
  return { values, count: points.length, dimension };
}

/** A copy of a flat list that holds finite numbers only. */
async function matrixOf(
  argument: string,
  values: ArrayLike<number>,
  dimension: number,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const { length } = values;
  const copy = new Float64Array(length);
  await inBlocks(length, 1, pauses, (from, to) => {
    for (let index = from; index < to; index++) {
      const value = values[index];
      // Number.isFinite, unlike the global isFinite, converts nothing.
      if (!Number.isFinite(value)) throw notFinite(argument, Math.floor(index / dimension), value);
      copy[index] = value!;
    }
  });
  return { values: copy, count: length / dimension, dimension };
}

function notFinite(argument: string, sample: number, value: unknown): ArgumentError {
  return new ArgumentError(
    argument,
    `sample ${sample} holds ${describeNumber(value)}; expected finite numbers. Look for where the generator or the data went wrong.`,
  );
}

function isFlat(value: unknown): value is FlatSamples {
  return typeof value === 'object' && value !== null && 'values' in value && 'dimension' in value;
}

function isNumberList(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
