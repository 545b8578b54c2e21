import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectSameBits, type Operations, tensorOf } from './thread-counts';

tf.enableProdMode();

const run = (kernel: string, inputs: tf.NamedTensorMap, attrs: object) =>
  tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;

/** Rows and columns: about a chunk's 4096 numbers, and rows longer than that, and shorter ones. */
const sizes = [
  [130, 64],
  [129, 64],
  [2000, 9],
  [37, 511],
  [9, 4095],
  [9, 4096],
  [9, 4097],
  [5, 10_001],
  [9001, 1],
] as const;

const ofEachSize = (compute: (rows: number, columns: number) => tf.Tensor | tf.Tensor[]): Operations =>
  Object.fromEntries(sizes.map(([rows, columns]) => [`${rows} x ${columns}`, () => compute(rows, columns)]));

describe('what goes by rows gives the same bits with any number of threads', () => {
  it('batch normalization', async () => {
    await expectSameBits(
      ofEachSize((rows, columns) => {
        const statistic = (seed: number) => tf.abs(tensorOf([columns], seed));
        return tf.batchNorm(
          tensorOf([rows, columns]),
          statistic(2),
          statistic(3),
          statistic(4),
          statistic(5),
          1e-3,
        );
      }),
    );
  });

  it('layer normalization and its gradients by x and by the scale', async () => {
    const epsilon = 1e-3;
    const sized = ofEachSize((rows, columns) => {
      const x = tensorOf([rows, columns]);
      const dy = tensorOf([rows, columns], 2);
      const [scale, offset] = [tensorOf([columns], 3), tensorOf([columns], 4)];
      return [
        run('GanCoreLayerNorm', { x, scale, offset }, { epsilon }),
        ...(columns > 1
          ? [
              run('GanCoreLayerNormGrad', { x, dy, scale }, { epsilon }),
              run('GanCoreLayerNormScaleGrad', { x, dy }, { epsilon }),
            ]
          : []),
      ];
    });
    await expectSameBits({
      ...sized,
      'without scale and offset': () => run('GanCoreLayerNorm', { x: tensorOf([600, 40]) }, { epsilon }),
    });
  });

  it('sums and means over rows, over columns, and over the middle one of three axes', async () => {
    await expectSameBits(
      ofEachSize((rows, columns) => {
        const x = tensorOf([rows, columns]);
        return [tf.sum(x, 1), tf.sum(x, 0), tf.mean(x, 1), tf.mean(x, 0), tf.sum(x), tf.mean(x)];
      }),
    );
    await expectSameBits(
      Object.fromEntries(
        [
          [3, 500, 20],
          [40, 129, 7],
          [2, 4096, 3],
          [9, 9, 1000],
        ].map((shape) => [
          `[${shape}]`,
          () => [
            tf.sum(tensorOf(shape), 1),
            tf.mean(tensorOf(shape), [0, 1]),
            tf.sum(tensorOf(shape), [1, 2]),
          ],
        ]),
      ),
    );
  });

  it('sums and means of long vectors', async () => {
    // Chunks of a sum have 16,384 numbers, blocks 2048.
    const lengths = [8192, 8193, 16_383, 16_384, 16_385, 18_432, 32_769, 100_000, 1_000_003];
    await expectSameBits(
      Object.fromEntries(
        lengths.map((length) => [
          `${length}`,
          () => [tf.sum(tensorOf([length])), tf.mean(tensorOf([length]))],
        ]),
      ),
    );
  });
});
