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
});
