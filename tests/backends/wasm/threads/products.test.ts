import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectSameBits, tensorOf } from './thread-counts';

tf.enableProdMode();

/** Rows, columns and depth. */
const sizes = {
  square: [128, 128, 128],
  tall: [1500, 24, 40],
  'wide, of few rows': [7, 700, 96],
  'wide, of as many rows as are still few': [256, 512, 20],
  'wide, of a row more': [257, 512, 20],
  'just not wide': [60, 511, 64],
  'deeper than a block': [33, 65, 1100],
  'wide and deeper than a block': [9, 530, 1030],
  'of odd sizes': [101, 67, 53],
  'of a B that no cache holds': [130, 520, 513],
  'of one column': [30_000, 1, 17],
  'of one row': [1, 3000, 65],
} as const;

describe('products give the same bits with any number of threads', () => {
  it.each(Object.entries(sizes))('%s', async (_, [rows, columns, depth]) => {
    const operations: Record<string, () => tf.Tensor> = {};
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        const a = transposeA ? [depth, rows] : [rows, depth];
        const b = transposeB ? [columns, depth] : [depth, columns];
        operations[`${a}${transposeA ? 'ᵀ' : ''} x ${b}${transposeB ? 'ᵀ' : ''}`] = () =>
          tf.matMul(tensorOf(a), tensorOf(b, 2), transposeA, transposeB);
      }
    }
    await expectSameBits(operations);
  });

  it('batches, and with bias and activation', async () => {
    await expectSameBits({
      'one right matrix for all': () => tf.matMul(tensorOf([9, 40, 33]), tensorOf([33, 50], 2)),
      'a left one for all': () => tf.matMul(tensorOf([80, 33]), tensorOf([5, 33, 90], 2)),
      'a pair each': () => tf.matMul(tensorOf([6, 70, 33]), tensorOf([6, 33, 90], 2)),
      'transposed ones': () => tf.matMul(tensorOf([6, 33, 70]), tensorOf([6, 600, 33], 2), true, true),
      ...Object.fromEntries(
        (['linear', 'relu', 'leakyrelu', 'elu', 'relu6', 'sigmoid'] as const).flatMap((activation) =>
          [90, 600].map((columns) => [
            `bias and ${activation}, ${columns} columns`,
            () =>
              tf.fused.matMul({
                a: tensorOf([130, 600]) as tf.Tensor2D,
                b: tensorOf([600, columns], 2) as tf.Tensor2D,
                bias: tensorOf([columns], 3),
                activation,
                leakyreluAlpha: 0.3,
              }),
          ]),
        ),
      ),
    });
  });
});
