import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from 'gan-core';
import { nonSaturatingLoss } from 'gan-core/losses';
import { describe, expect, it } from 'vitest';
import type { perceptron } from '../../support/networks';
import { onCpu } from '../../support/on-cpu';
import { newTrainer, ring } from '../small-trainer';

onCpu();

describe('refused before the first step', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('weights that are %s', async (bad) => {
    const trainer = newTrainer();
    const discriminator = (await trainer.ready()).discriminator as ReturnType<ReturnType<typeof perceptron>>;
    discriminator.setWeights(discriminator.getWeights().map((weight) => tf.fill(weight.shape, bad)));
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(
      /^discriminator: has weights that are NaN or inf/,
    );
    expect(trainer.step).toBe(0);
  });

  it('but not weights that are large', async () => {
    const trainer = newTrainer();
    const discriminator = (await trainer.ready()).discriminator as ReturnType<ReturnType<typeof perceptron>>;
    // Their sum is above the largest float32, 3.4e38.
    discriminator.setWeights(discriminator.getWeights().map((weight) => tf.fill(weight.shape, 3e38)));
    const error = await trainer.fit(ring, { steps: 1 }).catch((caught: Error) => caught);
    expect(error).not.toBeInstanceOf(ArgumentError);
  });

  it.each([{ name: 'x' }, null, 5])('a reading that is none: %j', async (divergence) => {
    const trainer = newTrainer({ loss: { ...nonSaturatingLoss(), divergence } as never });
    await expect(trainer.fit(ring, { steps: 100 })).rejects.toThrow(
      /^loss\.divergence: got .*fromDiscriminatorLoss/,
    );
    expect(trainer.step).toBe(0);
  });

  it.each<[string, object, RegExp]>([
    ['an optimizer without save', { generatorOptimizer: { update() {} } }, /^generatorOptimizer: got/],
    [
      'a penalty whose dispose is none',
      { penalties: [{ name: 'p', every: 1, compute() {}, dispose: 3 }] },
      /^penalties\[0\]\.dispose: got a number \(3\); expected a function, or nothing/,
    ],
  ])('%s', (_, change, message) => {
    expect(() => newTrainer(change as never)).toThrow(message);
  });
});
