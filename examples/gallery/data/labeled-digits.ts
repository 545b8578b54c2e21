import { cast, oneHot, type Tensor, tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { ConditionedSamples, DataSampler } from 'gan-core/trainer';
import { digitSize, readDigits } from '../../data/digits';

/** A source of batches that have a condition. */
export interface ConditionedSampler extends DataSampler {
  sample(...of: Parameters<DataSampler['sample']>): ConditionedSamples;
}

/**
 * Handwritten digits with their labels, drawn at random.
 *
 * @param encoding - a label as a whole number, `[batch]`, or as a row of ten with a 1 in its place, `[batch, 10]`
 */
export function labeledDigits(encoding: 'number' | 'one-hot' = 'number'): ConditionedSampler {
  const { images, labels } = readDigits();
  const shape = [digitSize, digitSize, 1];
  return {
    shape,
    sample(count, random) {
      const chosen = Array.from({ length: count }, () => random.integer(labels.length));
      const pixels = Float32Array.from(chosen.flatMap((index) => images[index]!.map((ink) => 2 * ink - 1)));
      return {
        real: tensor(pixels, [count, ...shape]),
        condition: encode(
          chosen.map((index) => labels[index]!),
          encoding,
        ),
      };
    },
  };
}

function encode(labels: number[], encoding: 'number' | 'one-hot'): Tensor {
  if (encoding === 'number') return tensor1d(labels, 'int32');
  return tidy(() => cast(oneHot(tensor1d(labels, 'int32'), 10), 'float32'));
}
