import type { Tensor } from '@tensorflow/tfjs-core';

/** Most values of a sample that are compared, spread evenly: the comparison must cost little, however large a picture is. */
const MOST_VALUES = 1024;

/** Samples in ordinary memory, a row of values each. */
export interface Rows {
  readonly values: Float32Array;
  readonly count: number;
  /** Number of values of each. */
  readonly size: number;
}

/** Reads samples, of large ones a part of the values. */
export async function readRows(samples: Tensor): Promise<Rows> {
  const all = await samples.data<'float32'>();
  const count = samples.shape[0]!;
  const whole = samples.size / count;
  const size = Math.min(whole, MOST_VALUES);
  if (size === whole) return { values: Float32Array.from(all), count, size };
  const values = new Float32Array(count * size);
  for (let at = 0; at < values.length; at++) {
    const row = Math.floor(at / size);
    values[at] = all[row * whole + Math.floor(((at - row * size) * whole) / size)]!;
  }
  return { values, count, size };
}

/** The Euclidean distances of all pairs of rows, ascending. */
export function pairDistances({ values, count, size }: Rows): Float64Array {
  const distances = new Float64Array((count * (count - 1)) / 2);
  let next = 0;
  for (let one = 1; one < count; one++) {
    for (let other = 0; other < one; other++)
      distances[next++] = distance(values, one * size, other * size, size);
  }
  return distances.sort();
}

function distance(values: Float32Array, one: number, other: number, size: number): number {
  let squares = 0;
  for (let at = 0; at < size; at++) squares += (values[one + at]! - values[other + at]!) ** 2;
  return Math.sqrt(squares);
}
