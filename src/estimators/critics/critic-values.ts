import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, describeNumber, describeValue, isTensor } from '../../errors';
import { inBlocks, type Pauses } from '../../scheduling';

/**
 * Values of a critic or logits of a discriminator, one number a sample: a tensor of any shape (read, never disposed of), or
 * numbers.
 */
export type CriticValues = Tensor | ArrayLike<number>;

/**
 * Reads and checks a critic's values.
 *
 * @param argument - their name
 * @param values - what came
 * @param pauses - taken now and then
 * @returns them in float64
 * @throws ArgumentError naming `argument` if they aren't at least two finite numbers
 */
export async function readCriticValues(
  argument: string,
  values: CriticValues,
  pauses: Pauses,
): Promise<Float64Array> {
  const numbers = await toNumbers(argument, values);
  if (numbers.length < 2) {
    throw new ArgumentError(
      argument,
      `has ${numbers.length} values; expected at least 2, one for each sample.`,
    );
  }
  const copy = new Float64Array(numbers.length);
  await inBlocks(numbers.length, 1, pauses, (from, to) => {
    for (let index = from; index < to; index++) {
      // Number.isFinite, unlike the global isFinite, converts nothing.
      if (!Number.isFinite(numbers[index])) throw notFinite(argument, index, numbers[index]);
      copy[index] = numbers[index]!;
    }
  });
  return copy;
}

function notFinite(argument: string, index: number, value: unknown): ArgumentError {
  return new ArgumentError(
    argument,
    `value ${index} is ${describeNumber(value)}; expected finite numbers: the raw output of the last layer.`,
  );
}

async function toNumbers(argument: string, values: unknown): Promise<ArrayLike<number>> {
  if (isTensor(values)) {
    const tensor = values as unknown as Tensor;
    if (tensor.isDisposed) {
      throw new ArgumentError(argument, 'got a disposed tensor; expected one that is still there.');
    }
    if (tensor.dtype === 'complex64') {
      throw new ArgumentError(argument, `got ${describeValue(tensor)}; expected a tensor of real numbers.`);
    }
    return tensor.data();
  }
  if (Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView))) {
    return values as ArrayLike<number>;
  }
  throw new ArgumentError(
    argument,
    `got ${describeValue(values)}; expected a tensor or an array of numbers, one for each sample.`,
  );
}
