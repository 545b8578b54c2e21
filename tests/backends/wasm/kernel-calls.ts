import * as tf from '@tensorflow/tfjs-core';
import { createRandom, normalLatent } from 'gan-core/distributions';
import { expect } from 'vitest';

/** The same normal numbers each time. */
export function draw(shape: readonly number[], seed = 1): Float32Array {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size === 0) return new Float32Array(0);
  return tf.tidy(() => normalLatent(size).sample(1, createRandom(seed)).dataSync() as Float32Array).slice();
}

/** The values that a kernel gives on the backend that is set, with rubbish left in the memory that it is given. */
export function valuesOf(
  kernel: string,
  inputs: Readonly<Record<string, tf.Tensor>>,
  attrs: object,
): { shape: number[]; values: Float32Array } {
  tf.dispose(Array.from({ length: 4 }, () => tf.fill([64, 64], 1e20)));
  const result = tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
  const values = (result.dataSync() as Float32Array).slice();
  tf.dispose([result, inputs]);
  return { shape: result.shape, values };
}

/** As near as sums of float32 come: relative to the largest of the expected values. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 2e-6): void {
  expect(actual).toHaveLength(expected.length);
  const truth = Array.from(expected);
  const scale = truth.reduce((max, value) => Math.max(max, Math.abs(value)), 1);
  for (const [index, value] of truth.entries()) {
    const error = Math.abs(actual[index]! - value);
    if (!(error <= tolerance * scale)) expect(`${index}: ${actual[index]}`).toBe(`${index}: ${value}`);
  }
}

/** Makes the backend's memory grow, so that every view of it that somebody kept is void. */
export function growMemory(): void {
  const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
  const size = wasm.HEAPU8.length;
  const large = tf.zeros([size / 4]);
  expect(wasm.HEAPU8.length).toBeGreaterThan(size);
  large.dispose();
}
