import { reshape, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Pauses } from '../../../scheduling';
import type { SampleMatrix } from '../../samples/samples';

/** Parameters by name, as tensors. */
type TensorParameters = Readonly<Record<string, Tensor>>;

/** Parameters by name, as plain numbers. */
export type PlainParameters = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
>;

/** log p of points, one number each. */
export type LogDensityOfTensors = (points: Tensor, parameters: TensorParameters) => Tensor;

/** Most points that are evaluated at once: fewer where they are large, so that the event loop isn't held for long. */
const MOST_ROWS = 4096;
const MOST_NUMBERS = 65_536;

/**
 * log p of many points on the tfjs backend.
 *
 * @param points - the points
 * @param parameters - by name
 * @param logDensity - the user's log p(x; θ)
 * @param pauses - taken between batches
 * @returns one number a point
 * @throws ArgumentError if the log-density has a wrong shape
 */
export async function evaluateLogDensity(
  { values, count, dimension }: SampleMatrix,
  parameters: PlainParameters,
  logDensity: LogDensityOfTensors,
  pauses: Pauses,
): Promise<Float64Array> {
  const densities = new Float64Array(count);
  const rowsAtOnce = Math.min(Math.max(Math.floor(MOST_NUMBERS / dimension), 32), MOST_ROWS);
  for (let from = 0; from < count; from += rowsAtOnce) {
    if (pauses.due()) await pauses.take();
    const to = Math.min(from + rowsAtOnce, count);
    const result = tidy(() => {
      const rows = Float32Array.from(values.subarray(from * dimension, to * dimension));
      const density = logDensity(tensor(rows, [to - from, dimension]), tensorsOf(parameters));
      return reshape(density, [-1]);
    });
    try {
      densities.set(await result.data(), from);
    } finally {
      result.dispose();
    }
  }
  return densities;
}

/** Makes tensors of parameters. */
export function tensorsOf(parameters: PlainParameters): TensorParameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { values, shape }]) => [name, tensor(values, [...shape])]),
  );
}
