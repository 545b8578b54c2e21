import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

tf.enableProdMode();
let active: ActiveBackend;
beforeEach(async () => {
  active = await useBackend('wasm');
});
afterEach(() => active.restore());

/** Moves of a `[rows, 4]` tensor, each with what it gives of the first two rows 0 1 2 3, 4 5 6 7. */
const moves: readonly [string, (x: tf.Tensor2D) => tf.Tensor, readonly number[]][] = [
  ['tile', (x) => tf.tile(x, [1, 2]), [0, 1, 2, 3, 0, 1, 2, 3]],
  ['reverse', (x) => tf.reverse(x, 1), [3, 2, 1, 0, 7, 6, 5, 4]],
  ['concat', (x) => tf.concat([x, x], 1), [0, 1, 2, 3, 0, 1, 2, 3]],
  ['slice', (x) => tf.slice(x, [0, 1], [-1, 2]), [1, 2, 5, 6]],
  ['stridedSlice', (x) => tf.stridedSlice(x, [0, 0], x.shape, [1, 2]), [0, 2, 4, 6]],
  ['gather', (x) => tf.gather(x, tf.tensor1d([1, 0], 'int32')), [4, 5, 6, 7, 0, 1, 2, 3]],
  [
    'depthToSpace',
    (x) => tf.depthToSpace(tf.reshape(x, [x.shape[0], 1, 1, 4]), 2, 'NHWC'),
    [0, 1, 2, 3, 4, 5, 6, 7],
  ],
  ['oneHot', (x) => tf.oneHot(tf.cast(tf.reshape(x, [-1]), 'int32'), 2), [1, 0, 0, 1, 0, 0, 0, 0]],
];

describe.each(moves)('%s', (_, move, expected) => {
  it('moves what was made on another backend, also where the memory grows for it', async () => {
    // Whatever the memory is now: it grows at some of these.
    for (let time = 0; time < 4; time++) {
      await tf.setBackend('cpu');
      const x = tf.tensor2d(
        Float32Array.from({ length: 4 * 400_000 }, (_, index) => index),
        [400_000, 4],
      );
      await tf.setBackend('wasm');
      const moved = move(x);
      const first = tf.slice(tf.reshape(moved, [-1]), [0], [expected.length]);
      expect([...first.dataSync()]).toEqual(expected);
      tf.dispose([x, moved, first]);
    }
  });
});

it('slices from the whole part of a fraction', () => {
  expect([...tf.slice(tf.tensor1d([1, 2, 3, 4, 5]), [5 / 2], [1]).dataSync()]).toEqual([3]);
  const rows = tf.tensor2d([
    [1, 2, 3],
    [3, 4, 5],
  ]);
  expect([...tf.slice(rows, [0, 0.5], [2, 1]).dataSync()]).toEqual([1, 3]);
});

it('says that it tiles no strings, and goes on', () => {
  expect(() => tf.tile(tf.tensor1d(['a', 'b']), [2])).toThrow('Tile: takes no strings.');
  expect(tf.concat([tf.tensor1d(['a']), tf.tensor1d(['b'])]).dataSync()).toEqual(['a', 'b']);
  expect([...tf.tile(tf.tensor1d([1, 2]), [2]).dataSync()]).toEqual([1, 2, 1, 2]);
});
