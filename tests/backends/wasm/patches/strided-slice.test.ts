import * as tf from '@tensorflow/tfjs-core';
import { createRandom, type Random } from 'gan-core/random';
import { expect, test } from 'vitest';
import { describeOnBackends } from '../../../support/backends';

/** One entry between the brackets of x[…], as NumPy and TensorFlow define it. */
type Entry =
  | { readonly kind: 'index'; readonly at: number }
  | { readonly kind: 'slice'; readonly begin?: number; readonly end?: number; readonly stride: number }
  | { readonly kind: 'new' | 'rest' };

/** Which places along an axis a slice takes. */
function placesOf(size: number, entry: Entry): number[] {
  if (entry.kind === 'index') return [entry.at < 0 ? entry.at + size : entry.at];
  if (entry.kind !== 'slice') return Array.from({ length: size }, (_, place) => place);
  const { stride } = entry;
  const [lowest, highest] = stride > 0 ? [0, size] : [-1, size - 1];
  const bound = (place: number | undefined, otherwise: number) =>
    place === undefined ? otherwise : Math.min(Math.max(place < 0 ? place + size : place, lowest), highest);
  const begin = bound(entry.begin, stride > 0 ? 0 : size - 1);
  const end = bound(entry.end, stride > 0 ? size : -1);
  const places: number[] = [];
  for (let place = begin; stride > 0 ? place < end : place > end; place += stride) places.push(place);
  return places;
}

/** x[…] of a tensor with the values 0, 1, 2, … */
function sliced(shape: readonly number[], entries: readonly Entry[]): { shape: number[]; values: number[] } {
  const counted = entries.filter(({ kind }) => kind === 'index' || kind === 'slice').length;
  const whole = Array.from({ length: shape.length - counted }, (): Entry => ({ kind: 'slice', stride: 1 }));
  const open = entries.some(({ kind }) => kind === 'rest')
    ? entries
    : [...entries, { kind: 'rest' } as const];
  const all = open.flatMap((entry) => (entry.kind === 'rest' ? whole : [entry]));
  const result: number[] = [];
  let values = [0];
  let axis = 0;
  for (const entry of all) {
    if (entry.kind === 'new') {
      result.push(1);
      continue;
    }
    const size = shape[axis++]!;
    const places = placesOf(size, entry);
    values = values.flatMap((value) => places.map((place) => value * size + place));
    if (entry.kind !== 'index') result.push(places.length);
  }
  return { shape: result, values };
}

/** As tf.stridedSlice wants them: lists, and bits that say what an entry is. */
function slice(x: tf.Tensor, entries: readonly Entry[]): tf.Tensor {
  const bits = (is: (entry: Entry) => boolean) =>
    entries.reduce((mask, entry, place) => mask + (is(entry) ? 2 ** place : 0), 0);
  return tf.stridedSlice(
    x,
    entries.map((entry) =>
      entry.kind === 'index' ? entry.at : entry.kind === 'slice' ? (entry.begin ?? 0) : 0,
    ),
    entries.map((entry) =>
      entry.kind === 'index' ? entry.at + 1 : entry.kind === 'slice' ? (entry.end ?? 0) : 0,
    ),
    entries.map((entry) => (entry.kind === 'slice' ? entry.stride : 1)),
    bits((entry) => entry.kind === 'slice' && entry.begin === undefined),
    bits((entry) => entry.kind === 'slice' && entry.end === undefined),
    bits(({ kind }) => kind === 'rest'),
    bits(({ kind }) => kind === 'new'),
    bits(({ kind }) => kind === 'index'),
  );
}

function randomSlice(random: Random): { shape: number[]; entries: Entry[] } {
  const sizes = [1, 2, 3, 5];
  const shape = Array.from({ length: 1 + random.integer(5) }, () => sizes[random.integer(sizes.length)]!);
  const entries: Entry[] = [];
  let hasRest = false;
  const listed = random.integer(shape.length + 1);
  for (let axis = 0; axis < listed; ) {
    const kind = random.integer(8);
    const size = Math.min(...shape);
    if (kind === 0) entries.push({ kind: 'new' });
    else if (kind === 1 && !hasRest) {
      hasRest = true;
      entries.push({ kind: 'rest' });
    } else {
      axis++;
      if (kind < 4) entries.push({ kind: 'index', at: random.integer(2 * size) - size });
      else {
        const stride = (1 + random.integer(3)) * (random.next() < 0.5 ? -1 : 1);
        const [begin, end] = [random.integer(15) - 7, random.integer(15) - 7];
        entries.push({
          kind: 'slice',
          stride,
          ...(random.next() < 0.7 ? { begin } : {}),
          ...(random.next() < 0.7 ? { end } : {}),
        });
      }
    }
  }
  return { shape, entries };
}

describeOnBackends('tf.stridedSlice', () => {
  test('takes what the brackets of NumPy take', () => {
    const before = tf.memory().numTensors;
    const random = createRandom(3);
    for (let count = 0; count < 600; count++) {
      const { shape, entries } = randomSlice(random);
      const expected = sliced(shape, entries);
      for (const dtype of ['float32', 'int32'] as const) {
        const result = tf.tidy(() =>
          slice(tf.reshape(tf.range(0, tf.util.sizeFromShape(shape), 1, dtype), shape), entries),
        );
        const actual = { shape: result.shape, values: Array.from(result.dataSync()), dtype: result.dtype };
        expect(actual, JSON.stringify({ shape, entries })).toEqual({ ...expected, dtype });
        result.dispose();
      }
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});
