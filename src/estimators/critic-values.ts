import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, describeNumber, describeValue, isTensor } from '../errors';
import { firstNotFinite } from '../math';

/** What a critic or a discriminator gave for samples, one number each: a tensor of any shape (read, never disposed of), or numbers. */
export type CriticValues = Tensor | ArrayLike<number>;

/**
 * Reads and checks a critic's values.
 *
 * @param argument - their name
 * @param values - what came
 * @returns them in float64
 * @throws ArgumentError naming `argument` if they aren't at least two finite numbers
 */
export async function readCriticValues(argument: string, values: CriticValues): Promise<Float64Array> {
  const numbers = await toNumbers(argument, values);
  if (numbers.length < 2) {
    throw new ArgumentError(
      argument,
      `has ${numbers.length} values; expected at least 2, one for each sample.`,
    );
  }
  const wrong = firstNotFinite(numbers);
  if (wrong >= 0) {
    throw new ArgumentError(
      argument,
      `value ${wrong} is ${describeNumber(numbers[wrong])}; expected finite numbers: the raw output of the last layer.`,
    );
  }
  return Float64Array.from(numbers);
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
