import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { createRandom, normalLatent } from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';

tf.enableProdMode();

const kernels = ['BatchMatMul', '_FusedMatMul'] as const;
const registered = () => kernels.map((name) => tf.getKernel(name, 'wasm')?.kernelFunc);

/** [batch, rows, inner, columns], with the sizes that tempt a kernel: 1, odd, not a multiple of 4. */
const sizes = [
  [[], 1, 1, 1],
  [[], 3, 5, 7],
  [[], 64, 1, 33],
  [[], 1, 17, 1],
  [[], 17, 9, 1],
  [[2], 4, 3, 5],
  [[2, 3], 5, 2, 1],
] as const;

describe('the matMul that useBackend puts on wasm', () => {
  it.each(sizes)(
    'agrees with cpu for batch %o, %i x %i x %i, in every transpose',
    async (batch, rows, inner, columns) => {
      const values = async (backend: 'cpu' | 'wasm', transposeA: boolean, transposeB: boolean) => {
        const active = await useBackend(backend);
        const random = createRandom(1);
        const draw = (first: number, second: number) =>
          tf.reshape(normalLatent([...batch, first, second]).sample(1, random), [...batch, first, second]);
        const a = transposeA ? draw(inner, rows) : draw(rows, inner);
        const b = transposeB ? draw(columns, inner) : draw(inner, columns);
        const product = tf.matMul(a, b, transposeA, transposeB);
        expect(product.shape).toEqual([...batch, rows, columns]);
        const result = [...(await product.data())];
        if (batch.length === 0) {
          const bias = tf.range(0, columns, 1, 'float32') as tf.Tensor1D;
          const fused = tf.fused.matMul({
            a: a as tf.Tensor2D,
            b: b as tf.Tensor2D,
            transposeA,
            transposeB,
            bias,
            activation: 'relu',
          });
          result.push(...(await fused.data()));
        }
        active.restore();
        return result;
      };
      for (const transposeA of [false, true]) {
        for (const transposeB of [false, true]) {
          const [expected, actual] = [
            await values('cpu', transposeA, transposeB),
            await values('wasm', transposeA, transposeB),
          ];
          for (const [index, value] of expected.entries()) {
            expect(Math.abs(actual[index]! - value)).toBeLessThan(1e-5 * (1 + Math.abs(value)));
          }
        }
      }
    },
  );

  it('multiplies by one and the same data in two shapes, which corrupts memory in tfjs alone', async () => {
    const active = await useBackend('wasm');
    const weights = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [8, 1]);
    const row = tf.reshape(weights, [1, 8]) as tf.Tensor2D;
    for (let round = 0; round < 3; round++) {
      const products = [
        tf.matMul(tf.ones([4, 8]), weights), // column sums: 36
        tf.matMul(tf.fill([4, 1], 2), weights, false, true), // the row, doubled
        tf.matMul(tf.fill([4, 1], 3), row),
        tf.matMul(tf.ones([4, 8]), row, false, true),
      ];
      const values = await Promise.all(products.map(async (product) => [...(await product.data())]));
      expect(values[0]).toEqual([36, 36, 36, 36]);
      expect(values[1]!.slice(0, 8)).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
      expect(values[2]!.slice(-8)).toEqual([3, 6, 9, 12, 15, 18, 21, 24]);
      expect(values[3]).toEqual([36, 36, 36, 36]);
      tf.dispose(products);
    }
    tf.dispose([weights, row]);
    active.restore();
  });

  it('leaks nothing, in tfjs nor in the wasm backend', async () => {
    const active = await useBackend('wasm');
    const backend = tf.backend() as unknown as { numDataIds(): number };
    const [a, b] = [tf.ones([8, 5]), tf.ones([6, 8])];
    const before = [tf.memory().numTensors, backend.numDataIds()];
    for (let round = 0; round < 20; round++) tf.matMul(a, b, true, true).dispose();
    expect([tf.memory().numTensors, backend.numDataIds()]).toEqual(before);
    tf.dispose([a, b]);
    active.restore();
  });

  it('is listed, shared by several calls, and undone by the last restore', async () => {
    const originals = registered();
    const [first, second] = [await useBackend('wasm'), await useBackend('wasm')];
    expect(first.replacedKernels).toEqual(expect.arrayContaining([...kernels]));
    const replaced = registered();
    for (const index of kernels.keys()) expect(replaced[index]).not.toBe(originals[index]);
    first.restore();
    first.restore();
    expect(registered()).toEqual(replaced);
    second.restore();
    expect(registered()).toEqual(originals);
  });
});
