import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import { expect, it } from 'vitest';
import { imagePool } from '../../../examples/gallery/data/image-pool';
import { onCpu } from '../../support/on-cpu';

onCpu();

/** Pictures of one pixel, which are told by it. */
const batchOf = (first: number, count: number) =>
  tf.reshape(tf.range(first, first + count), [count, 1, 1, 1]);

it('gives the first images back, and then about every second time an old one, each at most once', () => {
  const pool = imagePool(50);
  const random = createRandom(3);
  const before = tf.memory().numTensors;
  const seen = new Set<number>();
  let old = 0;
  for (let first = 0; first < 1050; first += 10) {
    const given = tf.tidy(() => [...pool.exchange({ a: batchOf(first, 10) }, random).a.dataSync()]);
    if (first < 50) expect(given).toEqual(Array.from({ length: 10 }, (_, index) => first + index));
    else {
      old += given.filter((image, index) => image !== first + index).length;
      const again = given.filter((image, index) => image !== first + index && image >= 50 && seen.has(image));
      expect(again).toEqual([]);
    }
    for (const image of given) seen.add(image);
  }
  // Of 1000: within four standard deviations.
  expect(Math.abs(old - 500)).toBeLessThan(64);
  expect(tf.memory().numTensors).toBe(before + 1);
  pool.dispose!();
  expect(tf.memory().numTensors).toBe(before);
});

it('goes back to what it saved, each pool of it', () => {
  const pool = imagePool(4);
  const exchange = (first: number) =>
    tf.tidy(() => {
      const { a, b } = pool.exchange(
        { a: batchOf(first, 4), b: batchOf(first + 100, 4) },
        createRandom(first),
      );
      return [...a.dataSync(), ...b.dataSync()];
    });
  const before = tf.memory().numTensors;
  exchange(0);
  const saved = pool.save();
  const next = exchange(4);
  exchange(8);
  pool.restore(saved);
  tf.dispose(saved.tensors as Record<string, tf.Tensor>);
  expect(exchange(4)).toEqual(next);
  pool.dispose!();
  expect(tf.memory().numTensors).toBe(before);
});
