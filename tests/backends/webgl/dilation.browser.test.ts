import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { expect, it } from 'vitest';

const numbers = (shape: [number, number, number, number], step: number) => {
  const size = shape.reduce((product, each) => product * each, 1);
  return tf.tensor4d(
    Array.from({ length: size }, (_, index) => Math.sin(step * (index + 1))),
    shape,
  );
};

/** The gradient by the filter of ‖∂/∂x Σ conv(x, w)²‖², so both orders at once. */
async function gradients(backend: 'cpu' | 'webgl', isDepthwise: boolean): Promise<number[]> {
  const active = await useBackend(backend);
  const convolve = isDepthwise ? tf.depthwiseConv2d : tf.conv2d;
  const result = tf.tidy(() => {
    const [x, w] = [numbers([2, 6, 7, 2], 0.7), numbers([2, 3, 2, 3], 1.3)];
    const inner = (filter: tf.Tensor) =>
      tf.grad((input: tf.Tensor) =>
        tf.sum(tf.square(convolve(input as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same', 'NHWC', [2, 3]))),
      )(x);
    return withSecondOrderGradients(() => tf.grad((filter) => tf.sum(tf.square(inner(filter))))(w));
  });
  const values = [...(await result.data())];
  result.dispose();
  active.restore();
  return values;
}

it.each([false, true])(
  'dilated convolutions (depthwise: %s) have on webgl the gradients that they have on cpu',
  async (isDepthwise) => {
    const [cpu, webgl] = [await gradients('cpu', isDepthwise), await gradients('webgl', isDepthwise)];
    const largest = Math.max(...cpu.map(Math.abs));
    expect(largest).toBeGreaterThan(1);
    for (const [index, value] of cpu.entries())
      expect(Math.abs(webgl[index]! - value)).toBeLessThan(1e-5 * largest);
  },
);
