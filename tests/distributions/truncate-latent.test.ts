import * as tf from '@tensorflow/tfjs-core';
import { truncateLatent } from 'gan-core/distributions';
import { expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';

onCpu();

it('moves each latent towards the mean, one for all layers or one for each', () => {
  const w = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
  const mean = tf.tensor1d([1, -2]);
  const expected = [1, 2, 3, 4, 5, 6, 7, 8].map((value, index) => {
    const center = index % 2 === 0 ? 1 : -2;
    return center + 0.25 * (value - center);
  });
  expect([...truncateLatent(w, { mean, psi: 0.25 }).dataSync()]).toEqual(expected);
  const perLayer = truncateLatent(w, { mean: tf.tensor2d([1, -2, 1, -2], [2, 2]), psi: 0.25 });
  expect([...perLayer.dataSync()]).toEqual(expected);
});

it('has 0.7 as ψ; 1 leaves all as it is, 0 gives the mean', () => {
  const [w, mean] = [tf.tensor2d([[10]]), tf.tensor1d([0])];
  const by = (psi?: number) => truncateLatent(w, psi === undefined ? { mean } : { mean, psi }).dataSync()[0];
  expect([by(), by(1), by(0), by(-1)]).toEqual([7, 10, 0, -10]);
});

it('refuses bad input by name', () => {
  const w = tf.zeros([2, 3]);
  expect(() => truncateLatent(tf.zeros([3]), { mean: tf.zeros([3]) })).toThrow(
    /^w: got a float32 tensor of shape \[3\]/,
  );
  expect(() => truncateLatent(w, { mean: tf.zeros([2]) })).toThrow(/^mean: has shape \[2\]; expected \[3\]/);
  expect(() => truncateLatent(w, { mean: tf.zeros([2, 3]) })).toThrow(
    /^mean: has shape \[2,3\]; expected \[3\]/,
  );
  expect(() => truncateLatent(w, { mean: tf.zeros([3]), psi: Number.NaN })).toThrow(/^psi: got NaN/);
});
