import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import 'gan-core/losses'; // registers tfjs's gradients
import { useBackend } from 'gan-core/backends';
import { createRandom, normalLatent } from 'gan-core/distributions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActiveBackend } from '../../../src/backends/use-backend';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

function draw(shape: number[], seed: number): tf.Tensor {
  return tf.tidy(() => tf.reshape(normalLatent(shape).sample(1, createRandom(seed)), shape));
}

/** The gradients of Σ c·f(inputs), c fixed, on one backend. */
async function gradients(
  backend: string,
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
  shapes: number[][],
): Promise<number[][]> {
  await tf.setBackend(backend);
  // Leaves rubbish in freed memory: a kernel that relies on zeros there fails.
  tf.dispose(Array.from({ length: 8 }, () => tf.fill([64, 64], 1e20)));
  const inputs = shapes.map((shape, index) => draw(shape, index + 1));
  const weights = tf.tidy(() => draw(f(...inputs).shape, 9));
  const result = tf.grads((...x: tf.Tensor[]) => tf.sum(tf.mul(f(...x), weights)))(inputs);
  const values = await Promise.all(result.map(async (gradient) => [...(await gradient.data())]));
  tf.dispose([inputs, weights, result]);
  return values;
}

async function expectAsOnCpu(f: (...inputs: tf.Tensor[]) => tf.Tensor, ...shapes: number[][]): Promise<void> {
  const [cpu, wasm] = [await gradients('cpu', f, shapes), await gradients('wasm', f, shapes)];
  for (const [input, expected] of cpu.entries()) {
    const scale = Math.max(1, ...expected.map(Math.abs));
    expect(wasm[input]).toHaveLength(expected.length);
    for (const [index, value] of expected.entries()) {
      expect(Math.abs(wasm[input]![index]! - value)).toBeLessThan(2e-6 * scale);
    }
  }
}

const pads = ['same', 'valid'] as const;
const windows = [1, 2, 3, 4].flatMap((size) =>
  [1, 2, 3].flatMap((stride) => pads.map((pad) => ({ size, stride, pad }))),
);

describe('the kernels for training on wasm, against cpu', () => {
  it.each(windows)(
    'conv2d and its transpose, filter $size, stride $stride, $pad',
    async ({ size, stride, pad }) => {
      await expectAsOnCpu(
        (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad),
        [2, 7, 6, 3],
        [size, size, 3, 5],
      );
      if (stride > size) return; // tfjs's forward kernel is wrong on wasm where the stride exceeds the filter
      const transpose = (x: tf.Tensor, w: tf.Tensor) => {
        const side = (length: number) => (pad === 'same' ? length * stride : (length - 1) * stride + size);
        return tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, side(4), side(3), 2], stride, pad);
      };
      await expectAsOnCpu(transpose, [2, 4, 3, 3], [size, size, 2, 3]);
    },
  );

  it.each(windows)(
    'depthwise convolution, filter $size, stride $stride, $pad',
    async ({ size, stride, pad }) => {
      await expectAsOnCpu(
        (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad),
        [2, 7, 6, 3],
        [size, size, 3, 2],
      );
    },
  );

  it.each(windows)('max pooling, window $size, stride $stride, $pad', async ({ size, stride, pad }) => {
    await expectAsOnCpu((x) => tf.maxPool(x as tf.Tensor4D, size, stride, pad), [2, 7, 6, 3]);
  });

  it.each(pads)('conv3d, %s', async (pad) => {
    for (const stride of [1, 2]) {
      await expectAsOnCpu(
        (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, stride, pad),
        [2, 4, 3, 5, 2],
        [2, 3, 2, 2, 3],
      );
    }
  });

  it.each([
    [[3, 4], [6, 8], false],
    [[5, 4], [8, 10], false],
    [[5, 4], [8, 10], true],
    [[7, 6], [3, 4], false],
    [[7, 6], [3, 4], true],
  ] as const)(
    'nearest-neighbor resizing of %o to %o, corners aligned: %s, is the transpose of the forward pass',
    async (from, to, alignCorners) => {
      // tfjs's own gradient on cpu errs here too, so the truth is the forward pass: ∂x·u = c·f(u) for every u.
      await tf.setBackend('wasm');
      const resize = (x: tf.Tensor) =>
        tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [...to], alignCorners);
      const [c, u] = [draw([1, ...to, 2], 1), draw([1, ...from, 2], 2)];
      const gradient = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(resize(x), c)))(u);
      const [left, right] = [tf.sum(tf.mul(gradient, u)), tf.sum(tf.mul(c, resize(u)))];
      expect((await left.data())[0]).toBeCloseTo((await right.data())[0]!, 4);
    },
  );

  it('gather, and so embedding', async () => {
    const indices = () =>
      tf.tensor2d(
        [
          [0, 2, 2],
          [1, 0, 2],
        ],
        [2, 3],
        'int32',
      );
    await expectAsOnCpu((x) => tf.gather(x, indices()), [4, 5]);
    await expectAsOnCpu((x) => tf.gather(x, tf.tensor1d([3, 0], 'int32'), 1), [4, 5]);
  });

  it.each(['ij,jk->ik', 'bij,bjk->bik', 'ij,kj->ik', 'i,j->ij', 'ij->ji', 'ij->i'])(
    'einsum %s',
    async (equation) => {
      const sizes: Record<string, number> = { i: 3, j: 4, k: 2, b: 2 };
      const shapes = equation
        .split('->')[0]!
        .split(',')
        .map((term) => [...term].map((letter) => sizes[letter]!));
      const values = async (backend: string) => {
        await tf.setBackend(backend);
        return [
          ...(await tf.einsum(equation, ...shapes.map((shape, index) => draw(shape, index + 1))).data()),
        ];
      };
      const [cpu, wasm] = [await values('cpu'), await values('wasm')];
      for (const [index, value] of cpu.entries()) expect(wasm[index]).toBeCloseTo(value, 5);
    },
  );

  it('einsum to a single number (where tfjs errs on cpu)', async () => {
    await tf.setBackend('wasm');
    const [a, b] = [draw([3, 4], 1), draw([4, 2], 2)];
    const truth = (await tf.sum(tf.matMul(a, b)).data())[0]!;
    expect((await tf.einsum('ij,jk->', a, b).data())[0]).toBeCloseTo(truth, 4);
  });

  it('refuse by name what no operation passes to them', () => {
    const inputs = { x: tf.zeros([1, 7, 7, 1]), dy: tf.zeros([1, 3, 3, 1]) };
    const attrs = { strides: [2, 2], pad: 'same', dataFormat: 'NHWC', filterShape: [3, 3, 1, 1] };
    expect(() => tf.engine().runKernel('Conv2DBackpropFilter', inputs, attrs)).toThrow(
      'Conv2DBackpropFilter on wasm: got x float32 [1,7,7,1], dy float32 [1,3,3,1]; expected',
    );
  });

  it('are listed, and undone', async () => {
    const backend = await useBackend('wasm');
    expect([...backend.addedKernels].sort()).toEqual([
      'Conv2DBackpropFilter',
      'DepthwiseConv2dNativeBackpropFilter',
      'DepthwiseConv2dNativeBackpropInput',
      'Einsum',
      'GanCoreAccumulate',
      'GanCoreActivationGrad',
      'GanCoreAdam',
      'GanCoreDenseNetwork',
      'GanCoreDenseNetworkGrad',
      'GanCoreDropoutMask',
      'GanCoreLayerNorm',
      'GanCoreLayerNormGrad',
      'GanCoreLayerNormScaleGrad',
      'GanCoreMeanSoftplus',
      'GanCoreMeanSoftplusGrad',
      'GanCoreNormalNoise',
      'GanCoreRmsProp',
      'GanCoreSgd',
      'UnsortedSegmentSum',
    ]);
    expect(backend.replacedKernels).toContain('MaxPoolGrad');
    for (const name of backend.addedKernels) expect(tf.getKernel(name, 'wasm')).toBeDefined();
    backend.restore();
    active.restore();
    for (const name of backend.addedKernels) expect(tf.getKernel(name, 'wasm')).toBeUndefined();
    active = await useBackend('wasm');
  });
});
