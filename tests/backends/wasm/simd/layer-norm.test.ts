import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, expectClose, growMemory, valuesOf } from '../kernel-calls';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

type Values = ArrayLike<number>;

/** y by the definition, in float64. */
function normalized(x: Values, scale: Values, offset: Values, epsilon: number): number[] {
  const columns = scale.length;
  return Array.from({ length: x.length / columns }, (_, row) => {
    const values = Array.from(x).slice(row * columns, (row + 1) * columns);
    const mean = values.reduce((sum, value) => sum + value) / columns;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / columns;
    return values.map(
      (value, c) => ((value - mean) / Math.sqrt(variance + epsilon)) * scale[c]! + offset[c]!,
    );
  }).flat();
}

/** The gradient of Σ dy·y by each of `variables`, by central differences in float64. */
function differences(variables: Float64Array, dy: Values, y: () => number[]): number[] {
  const step = 1e-5;
  const value = () => y().reduce((sum, each, index) => sum + each * dy[index]!, 0);
  return Array.from(variables, (original, index) => {
    variables[index] = original + step;
    const above = value();
    variables[index] = original - step;
    const below = value();
    variables[index] = original;
    return (above - below) / (2 * step);
  });
}

function expectLayerNorm(shape: number[], epsilon: number, isScaled = true): void {
  const columns = shape.at(-1)!;
  const ones = new Float64Array(columns).fill(1);
  const x = Float64Array.from(draw(shape, 1), (value) => Math.fround(3 * value + 1));
  const [scale, offset] = isScaled
    ? [Float64Array.from(draw([columns], 2)), Float64Array.from(draw([columns], 3))]
    : [ones, new Float64Array(columns)];
  const dy = draw(shape, 4);
  const y = () => normalized(x, scale, offset, epsilon);
  const inputs = () => ({
    x: tf.tensor(Float32Array.from(x), shape),
    ...(isScaled && { scale: tf.tensor1d(Float32Array.from(scale)) }),
  });
  const withOffset = isScaled ? { offset: tf.tensor1d(Float32Array.from(offset)) } : {};
  const attrs = { epsilon };
  expectClose(valuesOf('GanCoreLayerNorm', { ...inputs(), ...withOffset }, attrs).values, y(), 1e-5);
  const gradient = valuesOf('GanCoreLayerNormGrad', { ...inputs(), dy: tf.tensor(dy, shape) }, attrs);
  expect(gradient.shape).toEqual(shape);
  expectClose(gradient.values, differences(x, dy, y), 1e-5);
  const ofScale = valuesOf('GanCoreLayerNormScaleGrad', { ...inputs(), dy: tf.tensor(dy, shape) }, attrs);
  expect(ofScale.shape).toEqual([columns]);
  expectClose(ofScale.values, differences(scale, dy, y), 1e-5);
}

describe('layer normalization on wasm, against the definition and differences of it in float64', () => {
  it.each([2, 3, 4, 7, 16, 37])('rows of %s numbers', (columns) => {
    for (const epsilon of [1e-3, 0.1]) {
      expectLayerNorm([3, columns], epsilon);
      expectLayerNorm([2, 2, columns], epsilon, false);
    }
  });

  it('rows of one number, which are their own mean', () => expectLayerNorm([3, 1], 1e-3));

  it('after the memory has grown', () => {
    growMemory();
    expectLayerNorm([4, 6], 1e-3);
  });
});
