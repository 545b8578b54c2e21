import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectSame, normal, onWasmBesideCpu, truth, whole } from './same-as-cpu';

onWasmBesideCpu();

describe('wasm gives what cpu gives', () => {
  it('normalizations, blocks, scattering, products', async () => {
    for (const c of [1, 3, 4, 5, 8]) {
      await expectSame([
        'batchNorm',
        (x: tf.Tensor4D, m: tf.Tensor1D, v: tf.Tensor1D, o: tf.Tensor1D, s: tf.Tensor1D) =>
          tf.batchNorm(x, m, tf.abs(v), o, s, 1e-3),
        normal(2, 3, 3, c),
        normal(c),
        normal(c),
        normal(c),
        normal(c),
      ]);
      await expectSame([
        'local response normalization',
        (x: tf.Tensor4D) => tf.localResponseNormalization(x, 2, 1, 0.5, 0.7),
        normal(2, 3, 3, c),
      ]);
    }
    for (const block of [
      [2, 2],
      [2, 1],
    ]) {
      await expectSame([
        'spaceToBatchND',
        (x: tf.Tensor) =>
          tf.spaceToBatchND(x, block, [
            [1, 1],
            [0, 2],
          ]),
        normal(2, 4, 6, 3),
      ]);
      await expectSame([
        'batchToSpaceND',
        (x: tf.Tensor) =>
          tf.batchToSpaceND(x, block, [
            [0, 1],
            [0, 0],
          ]),
        normal(8, 3, 2, 3),
      ]);
    }
    for (const block of [2, 3])
      await expectSame([
        'depthToSpace',
        (x: tf.Tensor4D) => tf.depthToSpace(x, block),
        normal(2, 3, 2, block * block * 2),
      ]);
    await expectSame([
      'gatherND',
      (x: tf.Tensor, i: tf.Tensor) => tf.gatherND(x, i),
      normal(3, 4, 2),
      whole(3, 5, 2),
    ]);
    await expectSame([
      'scatterND',
      (i: tf.Tensor, u: tf.Tensor) => tf.scatterND(i, u, [5, 3]),
      whole(5, 4, 1),
      normal(4, 3),
    ]);
    for (const m of [1, 2, 5, 9])
      for (const k of [1, 4, 7])
        for (const n of [1, 2, 7])
          await expectSame([
            `matMul ${m} ${k} ${n}`,
            (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, true, false),
            normal(k, m),
            normal(k, n),
          ]);
    for (const condition of [[2, 3], [3], [2, 1]])
      await expectSame([
        'where',
        (c: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.where(c, a, b),
        truth(...condition),
        normal(2, 3),
        normal(2, 3),
      ]);
    await expectSame(['softmax', (x: tf.Tensor) => tf.softmax(tf.mul(x, 1000)), normal(3, 5)]);
  });
});
