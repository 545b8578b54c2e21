import * as tf from '@tensorflow/tfjs-core';
import { createRandom, normalLatent } from 'gan-core/distributions';
import { expect } from 'vitest';

const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/** The same normal numbers on every backend. */
export function draw(shape: number[], seed = 1): tf.Tensor {
  if (sizeOf(shape) === 0) return tf.zeros(shape);
  return tf.tidy(() =>
    tf.reshape(normalLatent(Math.max(sizeOf(shape), 1)).sample(1, createRandom(seed)), shape),
  );
}

/** One kernel's result on the backend that is set. */
export function run(kernel: string, inputs: Record<string, tf.Tensor>, attrs: object = {}): tf.Tensor {
  return tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
}

/** Shape and values of what a backend computes, with rubbish left in the memory that it is given. */
export async function valuesOn(
  backend: 'cpu' | 'wasm',
  compute: () => tf.Tensor,
): Promise<[number[], Float32Array]> {
  await tf.setBackend(backend);
  // A kernel that relies on zeros in freed memory fails.
  tf.dispose(Array.from({ length: 4 }, () => tf.fill([64, 64], 1e20)));
  const result = tf.tidy(compute);
  const values = (await result.data()) as Float32Array;
  result.dispose();
  return [result.shape, Float32Array.from(values)];
}

/** Computes on both; NaN and ∞ must stand where they stand on cpu. */
export async function expectAsOnCpu(compute: () => tf.Tensor, tolerance = 2e-6): Promise<void> {
  const [shape, expected] = await valuesOn('cpu', compute);
  const [wasmShape, actual] = await valuesOn('wasm', compute);
  expect(wasmShape).toEqual(shape);
  expect(actual).toHaveLength(expected.length);
  const scale = expected.reduce((max, x) => (Number.isFinite(x) ? Math.max(max, Math.abs(x)) : max), 1);
  for (const [index, value] of expected.entries()) {
    if (Number.isFinite(value)) expect(Math.abs(actual[index]! - value)).toBeLessThan(tolerance * scale);
    else expect(actual[index]).toBe(value);
  }
}

export const flags = [false, true];
