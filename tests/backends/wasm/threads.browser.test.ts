import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { expect, it } from 'vitest';
import { simdKernels } from '../../../src/backends/wasm/module/simd-kernels';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A product, a convolution's filter gradient, and sums, of numbers that come without tfjs. */
async function results(): Promise<Uint8Array[]> {
  const numbers = (length: number) =>
    Float32Array.from({ length }, (_, index) => ((index * 7919) % 1000) / 500 - 1);
  const matrix = tf.tensor(numbers(200 * 300), [200, 300]);
  const images = tf.tensor(numbers(16 * 14 * 14 * 8), [16, 14, 14, 8]);
  const tensors = [
    tf.matMul(matrix, matrix, true, false),
    tf.sum(matrix, 0),
    tf.tanh(matrix),
    tf
      .engine()
      .runKernel(
        'Conv2DBackpropFilter',
        { x: images, dy: images },
        { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', filterShape: [3, 3, 8, 8] },
      ) as tf.Tensor,
  ];
  const bytes = await Promise.all(tensors.map((tensor) => tensor.bytes() as Promise<Uint8Array>));
  tf.dispose([matrix, images, tensors]);
  return bytes.map((each) => each.slice());
}

const tally = () => simdKernels(tf.backend() as never).tallyOf(1);

it('on an isolated page, two threads give the bits that one gives', async () => {
  expect(globalThis.crossOriginIsolated).toBe(true);
  const one = await useBackend('wasm', { threads: 1 });
  expect(one.threads).toBe(1);
  const truth = await results();
  one.restore();
  const two = await useBackend('wasm', { threads: 2 });
  expect(two.threads).toBe(2);
  const x = tf.ones([1_000_000]);
  for (const deadline = Date.now() + 30_000; tally() === 0 && Date.now() < deadline; await pause(5))
    tf.square(x).dispose();
  let last = 0;
  let rounds = 0;
  for (let round = 0; round < 100 && rounds < 5; round++) {
    last = tally();
    expect(await results()).toEqual(truth);
    if (tally() > last) rounds++;
  }
  expect(rounds).toBe(5); // in which the other thread took part
  two.restore();
  x.dispose();
});
