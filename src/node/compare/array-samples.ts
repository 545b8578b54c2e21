import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { fromPixels } from 'gan-core/images';
import { UsageError } from '../usage-error';
import type { NumberArray } from './number-array';
import { BATCH, type Samples } from './samples';

/** Numbers of channels that pictures have. */
const CHANNELS = [1, 3, 4];

/**
 * Samples of an array of any rank: with one axis or two a table, each row a sample's features; with more, a sample in each entry of the
 * first axis. Of PyTorch's order, channels before rows and columns, they are brought into tfjs's.
 *
 * @param path - the file, for errors
 * @param array - its numbers
 * @param scale - what bytes become where they are pixels: those of three axes or more
 * @throws UsageError for no samples, or a number that isn't finite
 */
export function arraySamples(path: string, array: NumberArray, scale: 'tanh' | 'unit'): Samples {
  const { shape, values } = lastChannels(array);
  const [count, ...axes] = shape as [number, ...number[]];
  const dimension = axes.reduce((product, size) => product * size, 1);
  if (count * dimension === 0)
    throw new UsageError(`${path}: has the shape (${array.shape.join(', ')}), no numbers; expected samples.`);
  checkFinite(path, array);
  const isTable = axes.length < 2;
  const isPixels = !isTable && values instanceof Uint8Array;
  const sampleShape = axes.length === 0 ? [1] : axes.length === 2 ? [...axes, 1] : axes;
  const batch = (from: number, to: number): Tensor => {
    const part = values.subarray(from * dimension, to * dimension);
    const batchShape = [to - from, ...sampleShape];
    return isPixels
      ? fromPixels(part as Uint8Array, { shape: batchShape, scale })
      : tensor(Float32Array.from(part), batchShape, 'float32');
  };
  return {
    path,
    count,
    shape: sampleShape,
    isPixels,
    range: rangeOf(values),
    ...(isTable && { table: { values, dimension } }),
    async *batches() {
      for (let from = 0; from < count; from += BATCH) {
        const lent = batch(from, Math.min(from + BATCH, count));
        try {
          yield lent;
        } finally {
          lent.dispose();
        }
      }
    },
  };
}

function rangeOf(values: NumberArray['values']): readonly [least: number, most: number] {
  let [least, most] = [values[0]!, values[0]!];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

function checkFinite(path: string, { shape, values }: NumberArray): void {
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const index = shape.map((size, axis) => {
    const stride = shape.slice(axis + 1).reduce((product, each) => product * each, 1);
    return Math.floor(at / stride) % size;
  });
  throw new UsageError(
    `${path}: the entry [${index.join(', ')}] is ${values[at]}; expected finite numbers. Leave such samples out: a[np.isfinite(a.reshape(len(a), -1)).all(1)].`,
  );
}

/** The array with channels last, where they stand first as in PyTorch. */
function lastChannels(array: NumberArray): NumberArray {
  const { shape, values } = array;
  if (shape.length !== 4 || !CHANNELS.includes(shape[1]!) || CHANNELS.includes(shape[3]!)) return array;
  const [count, channels, height, width] = shape as [number, number, number, number];
  const moved = values.slice();
  const plane = height * width;
  for (let sample = 0; sample < count; sample++) {
    const start = sample * plane * channels;
    for (let channel = 0; channel < channels; channel++)
      for (let pixel = 0; pixel < plane; pixel++)
        moved[start + pixel * channels + channel] = values[start + channel * plane + pixel]!;
  }
  return { shape: [count, height, width, channels], values: moved };
}
