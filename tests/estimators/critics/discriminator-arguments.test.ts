import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { type DiscriminatorOptions, estimateJensenShannonByDiscriminator } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../../support/networks';
import { onCpu } from '../../support/on-cpu';
import { gaussianSamples } from '../gaussian-samples';

onCpu();

describe('estimateJensenShannonByDiscriminator', () => {
  const samples = gaussianSamples(20, [0], [1], 1);
  const model = (apply: (x: tf.Tensor) => unknown) => () => ({
    trainableWeights: [tf.variable(tf.zeros([1, 1]))],
    apply,
  });
  const nan = () => {
    const weight = tf.variable(tf.fill([1, 1], Number.NaN));
    return { trainableWeights: [weight], apply: (x: tf.Tensor) => tf.mul(x, weight) };
  };
  it.each<[string, DiscriminatorOptions, RegExp]>([
    ['an unknown option', { rate: 1 } as never, /^options: got the unknown key 'rate'/],
    ['no step', { steps: 0 }, /^steps: got 0;/],
    ['half a batch', { batchSize: 1.5 }, /^batchSize: got/],
    ['a rate of 0', { learningRate: 0 }, /^learningRate: got/],
    ['all held out', { heldOutFraction: 1 }, /^heldOutFraction: got 1; expected a number in \(0, 1\)/],
    ['a layer without units', { hiddenUnits: [0] }, /^hiddenUnits: got/],
    ['what is no network', { discriminator: {} as never }, /^discriminator: got an empty object/],
    ['a factory of a promise', { discriminator: (async () => 1) as never }, /^discriminator: its function/],
    ['no weights', { discriminator: { trainableWeights: [], apply: (x) => x } }, /has no trainable weights/],
    [
      'two logits a sample',
      { discriminator: model((x) => tf.concat([x, x], 1)) },
      /^discriminator: gave a float32/,
    ],
    [
      'weights that nothing reads',
      { discriminator: model((x) => tf.neg(x)) },
      /depends on none of its trainable/,
    ],
    ['NaN', { discriminator: nan, steps: 1 }, /^discriminator: gives NaN for a sample/],
  ])('refuses %s', async (_, options, message) => {
    await expect(estimateJensenShannonByDiscriminator(samples, samples, options)).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });

  it('refuses too few samples, and others than it was fitted on', async () => {
    const nine = gaussianSamples(9, [0], [1], 1);
    await expect(estimateJensenShannonByDiscriminator(nine, samples)).rejects.toThrow(
      /^p: has 9 samples; expected at least 10/,
    );
    const { details } = await estimateJensenShannonByDiscriminator(samples, samples, { steps: 1 });
    await expect(details.logRatio([[1, 2]])).rejects.toThrow(
      /^samples: has points of 2 dimensions; expected 1/,
    );
  });

  it('does nothing where the signal is aborted already', async () => {
    const signal = AbortSignal.abort(new Error('no'));
    await expect(estimateJensenShannonByDiscriminator(samples, samples, { signal })).rejects.toThrow('no');
  });
});

it('has a type that models of tfjs-layers fit', () => {
  const model: tfl.LayersModel = perceptron(1, [], 1)();
  const options: DiscriminatorOptions = { discriminator: model };
  expect(options.discriminator).toBe(model);
  model.dispose();
});
