import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, describeNumber } from '../errors';

/** A `[count, ...shape]` tensor whose values come from `draw`, in order. */
export function sampleValues(count: number, shape: readonly number[], draw: () => number): Tensor {
  checkCount(count);
  const values = new Float32Array(shape.reduce((product, size) => product * size, count));
  for (let index = 0; index < values.length; index++) values[index] = draw();
  return tensor(values, [count, ...shape]);
}

/** Refuses what can't be the number of samples in a batch. */
export function checkCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new ArgumentError(
      'count',
      `got ${describeNumber(count)}; expected a whole number of samples, at least 1.`,
    );
  }
}

/** A shape from a dimension or a shape; refuses sizes that aren't positive whole numbers. */
export function checkShape(shape: number | readonly number[]): readonly number[] {
  const sizes = Array.isArray(shape) ? [...shape] : [shape];
  if (sizes.length === 0 || !sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw new ArgumentError(
      'shape',
      `got [${sizes.map(describeNumber)}]; expected a dimension such as 64, or a shape such as [4, 4, 8].`,
    );
  }
  return sizes;
}
