import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  // An engine without SIMD refuses the module.
  vi.spyOn(WebAssembly, 'compile').mockRejectedValue(new WebAssembly.CompileError('no SIMD'));
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

const numbers = (shape: number[], step: number) => {
  const size = shape.reduce((product, each) => product * each, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, index) => Math.sin(step * (index + 1))),
    shape,
  );
};

async function expectAsOnCpu(compute: () => tf.Tensor): Promise<void> {
  await tf.setBackend('cpu');
  const expected = [...(await tf.tidy(compute).data())];
  await tf.setBackend('wasm');
  const actual = [...(await tf.tidy(compute).data())];
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 4);
}

describe('wasm without SIMD', () => {
  it("leaves tfjs's kernels in place but where they are missing, wrong or very slow", () => {
    expect(active.replacedKernels).not.toContain('Add');
    expect(active.addedKernels).not.toContain('GanCoreAdam');
    expect(active.replacedKernels).toContain('BatchMatMul');
    expect(active.addedKernels).toContain('Conv2DBackpropFilter');
  });

  it('multiplies in every transpose', async () => {
    for (const [transposeA, transposeB] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      await expectAsOnCpu(() => {
        const a = numbers(transposeA ? [5, 7] : [7, 5], 0.7);
        const b = numbers(transposeB ? [6, 5] : [5, 6], 1.3);
        return tf.matMul(a, b, transposeA, transposeB);
      });
    }
  });

  it('multiplies by one and the same data in two shapes, which corrupts memory in tfjs alone', async () => {
    const weights = numbers([8, 1], 0.9);
    await expectAsOnCpu(() => {
      const row = tf.reshape(weights, [1, 8]);
      return tf.concat([
        tf.reshape(tf.matMul(tf.ones([4, 8]), weights as tf.Tensor2D), [-1]),
        tf.reshape(tf.matMul(tf.ones([4, 1]), row as tf.Tensor2D), [-1]),
        tf.reshape(tf.matMul(tf.ones([4, 8]), row as tf.Tensor2D, false, true), [-1]),
      ]);
    });
  });

  it('computes the filter gradient', async () => {
    await expectAsOnCpu(
      () =>
        tf
          .engine()
          .runKernel(
            'Conv2DBackpropFilter',
            { x: numbers([2, 6, 5, 3], 0.3), dy: numbers([2, 3, 3, 4], 0.8) },
            { strides: [2, 2], pad: 'same', dataFormat: 'NHWC', filterShape: [3, 3, 3, 4] },
          ) as tf.Tensor,
    );
  });

  it('computes the gradients that have SIMD kernels elsewhere by loops', async () => {
    const run = (kernel: string, inputs: tf.NamedTensorMap, attrs: object) =>
      tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
    const x = () => numbers([2, 5, 4, 3], 0.7);
    const depthwise = { strides: [2, 2], dilations: [1, 1], pad: 'same' };
    const dyOfDepthwise = () => numbers([2, 3, 2, 6], 1.1);
    await expectAsOnCpu(() =>
      run(
        'DepthwiseConv2dNativeBackpropFilter',
        { x: x(), dy: dyOfDepthwise() },
        { ...depthwise, filterShape: [3, 2, 3, 2] },
      ),
    );
    await expectAsOnCpu(() =>
      run(
        'DepthwiseConv2dNativeBackpropInput',
        { dy: dyOfDepthwise(), filter: numbers([3, 2, 3, 2], 0.3) },
        { ...depthwise, inputShape: [2, 5, 4, 3] },
      ),
    );
    await expectAsOnCpu(() => {
      const attrs = { filterSize: [2, 2], strides: [2, 2], pad: 'same' };
      const output = run('MaxPool', { x: x() }, attrs);
      return run('MaxPoolGrad', { input: x(), output, dy: numbers(output.shape, 1.3) }, attrs);
    });
    await expectAsOnCpu(() =>
      tf.unsortedSegmentSum(numbers([4, 3], 0.9), tf.tensor1d([1, 0, 1, 2], 'int32'), 3),
    );
  });

  it('sends the gradient of nearest-neighbour resizing to the pixels that were copied', async () => {
    await tf.setBackend('wasm');
    const gradient = tf.engine().runKernel(
      'ResizeNearestNeighborGrad',
      {
        images: tf.zeros([1, 1, 2, 1]),
        dy: tf.tensor([1, 2, 4, 8], [1, 1, 4, 1]),
      },
      { alignCorners: false, halfPixelCenters: false },
    ) as tf.Tensor;
    expect([...(await gradient.data())]).toEqual([3, 12]);
  });
});
