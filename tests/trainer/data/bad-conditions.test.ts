import * as tf from '@tensorflow/tfjs-core';
import { normalLatent } from 'gan-core/distributions';
import { Trainer, type TrainingData } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { discriminator, generator, real } from './conditional-game';

onCpu();

describe('conditions that do not fit', () => {
  const train = (data: TrainingData, options: object = {}) => {
    const trainer = new Trainer({
      generator,
      discriminator,
      latent: normalLatent(2),
      backend: 'cpu',
      seed: 1,
      ...options,
    });
    return trainer.fit(data, { steps: 4, batchSize: 6 });
  };
  const batches = (...conditions: (() => unknown)[]) =>
    conditions.map((condition) => ({ real: tf.ones([6, 2]), condition: condition() })) as TrainingData;
  const ones = (rows = 6, dtype: 'int32' | 'float32' = 'int32') => tf.ones([rows, 1], dtype);

  it.each<[string, () => TrainingData, RegExp]>([
    ['none', () => real(), /^generator: has 2 inputs; expected 1, since there is no condition/],
    [
      'another length',
      () => ({ real: real(), condition: ones(5) }),
      /^data: gave a condition of int32 and shape \[5,1\] for 12 samples/,
    ],
    ['no tensor', () => batches(() => [1, 2]), /^data: gave a number \(1\) as a condition/],
    ['an empty list', () => batches(() => []), /^data: gave an empty array as the condition/],
    [
      'disposed',
      () => {
        const gone = ones();
        gone.dispose();
        return batches(() => gone);
      },
      /^data: gave a condition that was disposed of/,
    ],
    [
      'missing from a batch',
      () => batches(ones, () => undefined),
      /^data: gave no condition after a condition of int32 \[batch, 1\]; .* \(In step 2\.\)$/,
    ],
    [
      'of another shape later',
      () => batches(ones, () => tf.ones([6, 2], 'int32')),
      /^data: gave a condition of int32 \[batch, 2\] after a condition of int32 \[batch, 1\]; .* \(In step 2\.\)$/,
    ],
    ['too many', () => batches(() => [ones(), ones()]), /^generator: has 2 inputs; expected 3/],
    [
      'labels without the axis that the network takes',
      () => batches(() => tf.ones([6], 'int32')),
      /^generator: takes \[batch, 1\] as input 2, and got a condition of shape \[\d\]; expected that/,
    ],
    [
      'float labels',
      () => batches(() => ones(6, 'float32')),
      /^generator: takes int32 as input 2, and got a condition of float32; expected int32/,
    ],
    [
      'a label out of range',
      () => batches(() => tf.fill([6, 1], 3, 'int32')),
      /^data: gave the label 3 to the embedding '.*' of the generator; expected labels from 0 to 2\.$/,
    ],
    [
      'a negative label later',
      () => batches(ones, () => tf.fill([6, 1], -1, 'int32')),
      /^data: gave the label -1 to the embedding '.*'; expected labels from 0 to 2\. \(In step 2\.\)$/,
    ],
  ])('%s', async (_, data, message) => {
    await expect(train(data())).rejects.toThrow(message);
  });

  it('in sample: of another count, no tensor, disposed', async () => {
    const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2), backend: 'cpu' });
    await expect(trainer.sample(3, { condition: ones(2) })).rejects.toThrow(
      /^condition: got an int32 tensor of shape \[2,1\]; .* 3 samples/,
    );
    await expect(trainer.sample(3, { condition: [] })).rejects.toThrow(/^condition: got an array of 0/);
    await expect(trainer.sample(3, { condition: 7 as never })).rejects.toThrow(
      /^condition: got a number \(7\)/,
    );
    await expect(trainer.sample(3)).rejects.toThrow(/^generator: has 2 inputs; expected 1/);
    await expect(trainer.sample(3, { weights: 'mean' as never })).rejects.toThrow(
      /^weights: got the string 'mean'/,
    );
    trainer.dispose();
  });

  it('neither noise nor a condition is refused', async () => {
    await expect(train(real(), { latent: undefined })).rejects.toThrow(
      /^latent: is left out, and the data have no condition/,
    );
  });
});
