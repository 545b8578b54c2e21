import { type Tensor, tensor, util } from '@tensorflow/tfjs-core';
import { ArgumentError, checkSize, checkWholeNumber, describeNumbers } from '../errors';
import { checkRandom, type Random } from '../random';

/** A `[count, ...shape]` tensor whose values are drawn one after another. */
export function sampleValues(
  count: number,
  shape: readonly number[],
  random: Random,
  kind: 'next' | 'normal',
  transform: (draw: number) => number = (draw) => draw,
): Tensor {
  checkDraw(count, shape, random, [kind]);
  const values = new Float32Array(numbersIn(count, shape));
  for (let index = 0; index < values.length; index++) values[index] = transform(random[kind]());
  return tensor(values, [count, ...shape]);
}

/** Refuses what can't be the number of samples in a batch, and what they can't be drawn from. */
export function checkDraw(
  count: number,
  shape: readonly number[],
  random: Random,
  draws: Parameters<typeof checkRandom>[1],
): void {
  checkWholeNumber('count', count, 1);
  checkSize('count', numbersIn(count, shape), 'numbers', { hint: 'Draw fewer, or a part at a time.' });
  checkRandom(random, draws);
}

function numbersIn(count: number, shape: readonly number[]): number {
  return util.sizeFromShape([count, ...shape]);
}

/** A shape from a dimension or a shape; refuses sizes that aren't positive whole numbers. */
export function checkShape(shape: number | readonly number[]): readonly number[] {
  const sizes = Array.isArray(shape) ? [...shape] : [shape];
  if (sizes.length === 0 || !sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw new ArgumentError(
      'shape',
      `got ${describeNumbers(sizes)}; expected a dimension such as 64, or a shape such as [4, 4, 8].`,
    );
  }
  checkSize('shape', numbersIn(1, sizes), 'numbers a sample');
  return sizes;
}
