import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { expect, it } from 'vitest';

/** Tensors on the device, the i-th full of i + 1. */
const onDevice = (count: number) =>
  Array.from({ length: count }, (_, index) => tf.tidy(() => tf.mul(tf.ones([30, 20]), index + 1)));

it('addN on webgpu sums as many tensors as it is given', async () => {
  const webgpu = await useBackend('webgpu');
  expect(webgpu.replacedKernels).toEqual(['AddN']);
  for (const count of [1, 2, 7, 8, 9, 13, 14, 15, 40]) {
    const before = tf.memory();
    const tensors = onDevice(count);
    const total = tf.addN(tensors);
    expect(new Set(await total.data())).toEqual(new Set([(count * (count + 1)) / 2]));
    tf.dispose([...tensors, total]);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  }

  // What the replacement is for.
  webgpu.restore();
  const tensors = onDevice(8);
  const total = tf.addN(tensors);
  expect((await total.data())[0]).not.toBe(36);
  tf.dispose([...tensors, total]);
});
