import { type Tensor1D, type Tensor4D, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors';
import { type Random, shuffle as shuffleIndices } from '../random';
import { cropAndResize } from './crop-and-resize';
import type { CheckedOptions } from './image-options';
import { loadInOrder } from './load-in-order';
import { checkPicture, type LabeledPictureSource, type PictureSource } from './picture';
import { scalingOf } from './pixel-scale';

/** Batch of pictures with the classes that they are of, as the Trainer takes it. */
export interface LabeledImages {
  /** Pictures, float32 `[batch, size, size, channels]`. */
  readonly real: Tensor4D;
  /** Class of each, int32 `[batch]`: the place of its name in `classNames`. */
  readonly condition: Tensor1D;
}

/** Pictures that are read and decoded at the same time. Each may be large, and a page decodes on few threads. */
const AT_ONCE = 4;

type Source = PictureSource | LabeledPictureSource;

/** Pictures and options, which all passes over them share. */
interface Pass extends CheckedOptions {
  readonly sources: readonly Source[];
  readonly classNames: readonly string[];
  /** Names of those that were left out so far. */
  readonly unreadable: Set<string>;
}

/** A picture whose turn it is. */
interface Turn {
  readonly source: Source;
  readonly mirrored: boolean;
}

/** Samples of a batch that isn't full yet. */
interface Filling {
  readonly values: Float32Array;
  readonly labels: Int32Array;
  count: number;
}

/** One pass over the pictures, batch by batch; whoever asks for the next one has done with the last. */
export async function* onePass(
  pass: Pass,
  random: Random,
): AsyncGenerator<Tensor4D | LabeledImages, void, undefined> {
  const { classNames, size, channels, batchSize, partialBatch, prefetch } = pass;
  const labelOf = new Map(classNames.map((name, label) => [name, label]));
  const valuesPerPicture = size * size * channels;
  const empty = (): Filling => ({
    values: new Float32Array(batchSize * valuesPerPicture),
    labels: new Int32Array(batchSize),
    count: 0,
  });
  const bounds = { atOnce: AT_ONCE, ahead: Math.max(AT_ONCE, prefetch * batchSize) };
  let given = 0;
  let unread = 0;
  let filling = empty();
  for await (const { source, values } of loadInOrder(
    turns(pass, random),
    (turn) => load(turn, pass),
    bounds,
  )) {
    if (!values) {
      unread++;
      continue;
    }
    filling.values.set(values, filling.count * valuesPerPicture);
    filling.labels[filling.count++] = labelOf.get(source.className ?? '') ?? 0;
    if (filling.count < batchSize) continue;
    const full = filling;
    filling = empty();
    given++;
    yield* lent(full, pass);
  }
  if (filling.count > 0 && partialBatch === 'keep') {
    given++;
    yield* lent(filling, pass);
  }
  if (given === 0)
    throw new ArgumentError(
      'pictures',
      `${unread} of ${pass.sources.length} couldn't be read, so there is no batch of ${batchSize}; the first is ${[...pass.unreadable][0]}.`,
    );
}

function* turns({ sources, shuffle, horizontalFlip }: Pass, random: Random): Generator<Turn> {
  const order = Uint32Array.from(sources, (_, index) => index);
  if (shuffle) shuffleIndices(order, random);
  for (const index of order)
    yield { source: sources[index]!, mirrored: horizontalFlip && random.next() < 0.5 };
}

/** The scaled values of a picture; none where it can't be read and is to be left out. */
async function load(
  { source, mirrored }: Turn,
  { size, channels, scale, skipUnreadable, unreadable }: Pass,
): Promise<{ readonly source: Source; readonly values?: Float32Array }> {
  let values: Float32Array;
  try {
    const picture = await source.load();
    checkPicture(picture);
    values = cropAndResize(picture, size, channels);
  } catch (cause) {
    if (cause instanceof ArgumentError) throw cause; // the whole is wrong, such as a decoder that isn't installed
    if (skipUnreadable) {
      unreadable.add(source.name);
      return { source };
    }
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new ArgumentError(
      source.name,
      `can't be read as a picture: ${problem}. Take it out, or leave such ones out with skipUnreadable: true.`,
      { cause },
    );
  }
  if (mirrored) mirror(values, size, channels);
  const { divisor, offset } = scalingOf(scale);
  for (let index = 0; index < values.length; index++) values[index] = values[index]! / divisor - offset;
  return { source, values };
}

/** Mirrors left to right, in place. */
function mirror(values: Float32Array, size: number, channels: number): void {
  for (let row = 0; row < values.length; row += size * channels) {
    for (let left = 0, right = size - 1; left < right; left++, right--) {
      for (let channel = 0; channel < channels; channel++) {
        const one = row + left * channels + channel;
        const other = row + right * channels + channel;
        const value = values[one]!;
        values[one] = values[other]!;
        values[other] = value;
      }
    }
  }
}

/** Lends a batch: it is disposed of as soon as the next one is asked for, or the loop is left. */
function* lent(
  { values, labels, count }: Filling,
  { size, channels, classNames }: Pass,
): Generator<Tensor4D | LabeledImages> {
  const real = tensor4d(values.subarray(0, count * size * size * channels), [count, size, size, channels]);
  const condition = classNames.length > 0 ? tensor1d(labels.subarray(0, count), 'int32') : undefined;
  try {
    yield condition ? { real, condition } : real;
  } finally {
    real.dispose();
    condition?.dispose();
  }
}
