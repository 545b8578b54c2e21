import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from 'gan-core';
import { normalLatent } from 'gan-core/distributions';
import { Trainer, type TrainerOptions, type TrainingData } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';
import { ofTwoInputs, options, ring } from './bad-input-options';

onCpu();

describe('a run is refused before its first step, and leaks nothing', () => {
  const run: [string, Partial<TrainerOptions>, () => TrainingData, object, RegExp][] = [
    [
      'epochs',
      {},
      () => ring,
      { epochs: 3 },
      /^options: got the unknown key 'epochs'.* steps = epochs · samples/,
    ],
    [
      'a generator function not called',
      {},
      () => function* () {} as never,
      {},
      /^data: got a function; .*call it/,
    ],
    [
      'a model without trainableWeights',
      { discriminator: { apply: (x: tf.Tensor) => tf.sum(x, 1) } as never },
      () => ring,
      {},
      /^discriminator: has undefined as trainableWeights; expected an array/,
    ],
    [
      'a weight that is no variable',
      { discriminator: { apply: (x) => tf.sum(x, 1), trainableWeights: [tf.scalar(1)] as never } },
      () => ring,
      {},
      /^discriminator: has a float32 tensor of shape \[\] among its trainableWeights/,
    ],
    [
      'a variable that is not trainable',
      {
        discriminator: {
          apply: (x) => tf.sum(x, 1),
          trainableWeights: [tf.variable(tf.scalar(1), false, 'still')],
        },
      },
      () => ring,
      {},
      /^discriminator: has 'still' among its trainableWeights, a variable that is not trainable/,
    ],
    ['no steps', {}, () => ring, { steps: 0 }, /^steps: got 0; expected a whole number, at least 1/],
    [
      "a controller in its signal's place",
      {},
      () => ring,
      { signal: new AbortController() },
      /^signal: got an instance of AbortController; expected .*: pass controller\.signal/,
    ],
    [
      'a signal that can not abort',
      {},
      () => ring,
      { signal: {} },
      /^signal: got an empty object; expected an AbortSignal/,
    ],
    [
      'a discriminator with a class for each digit',
      { discriminator: perceptron(2, [8], 10) },
      () => ring,
      {},
      /^discriminator: gave 10 outputs a sample \(shape \[2,10\]\); expected one logit: end it in layers\.dense/,
    ],
    [
      'a discriminator that gives an object',
      { discriminator: { apply: (x) => ({ logits: x }), trainableWeights: [] } },
      () => ring,
      {},
      /^discriminator: gave an object with logits; expected a tensor, or several of which the first counts/,
    ],
    ['reports never', {}, () => ring, { reportEvery: 0 }, /^reportEvery: got 0/],
    ['a batch of half a sample', {}, () => ring, { batchSize: 0.5 }, /^batchSize: got 0.5/],
    [
      'data of no known form',
      {},
      () => 7 as never,
      {},
      /^data: got a number \(7\); expected a tensor of samples, a sampler/,
    ],
    ['data that are empty', {}, () => [], {}, /^data: ended before the first batch/],
    ['a batch that is no tensor', {}, () => [[1, 2]] as never, {}, /^data: gave an array of 2 as a batch/],
    [
      'samples of whole numbers',
      {},
      () => tf.ones([8, 2], 'int32'),
      {},
      /^data: gave a batch of int32.*tf\.cast/,
    ],
    [
      'a tensor of one sample',
      {},
      () => tf.ones([2]),
      {},
      /^data: got a tensor of shape \[2\]; expected \[samples/,
    ],
    [
      "samples unlike G's",
      {},
      () => tf.ones([8, 3]),
      {},
      /^generator: makes samples of shape \[2\]; expected \[3\]/,
    ],
    [
      'noise that G refuses',
      { latent: normalLatent(5) },
      () => ring,
      {},
      /^generator: refused noise of shape \[2,5\]/,
    ],
    [
      'samples that D refuses',
      { discriminator: perceptron(3, [8], 1) },
      () => ring,
      {},
      /^discriminator: refused samples of shape \[2\]/,
    ],
    [
      'noise unlike its shape',
      { latent: { shape: [4], sample: (count) => tf.ones([count, 3]) } },
      () => ring,
      {},
      /^latent: got a float32 tensor of shape \[2,3\] as noise; expected \[2,4\]/,
    ],
    [
      'logits without the batch first',
      { discriminator: { apply: () => tf.ones([1, 2]), trainableWeights: [tf.variable(tf.scalar(0))] } },
      () => ring,
      {},
      /^discriminator: gave float32 logits of shape \[1,2\] for 2 samples/,
    ],
    [
      'a model of two outputs, one of which is none',
      { discriminator: { apply: (x) => [tf.sum(x, 1), 'x'], trainableWeights: [] } },
      () => ring,
      {},
      /^discriminator: gave the string 'x' among its outputs; expected a tensor, or several/,
    ],
    [
      'a G of two inputs',
      { generator: () => ofTwoInputs(4, 2) },
      () => ring,
      {},
      /^generator: has 2 inputs; expected 1, since there is no condition: give data as \{ real, condition \}/,
    ],
    [
      'a D of two inputs',
      { discriminator: () => ofTwoInputs(2, 1) },
      () => ring,
      {},
      /^discriminator: has 2 inputs/,
    ],
    [
      'a network without trainable weights',
      { discriminator: { apply: (x) => tf.sum(x, 1), trainableWeights: [] } },
      () => ring,
      {},
      /^discriminator: has no trainable weights/,
    ],
    [
      'a loss that is no scalar',
      {
        loss: {
          name: 'mine',
          discriminator: ({ real }) => real as tf.Scalar,
          generator: ({ fake }) => tf.mean(fake),
        },
      },
      () => ring,
      {},
      /^loss: its discriminator half gave a float32 tensor of shape \[2,1\]; expected a scalar/,
    ],
  ];
  it.each(run)('%s', async (_, change, data, runOptions, message) => {
    const trainer = new Trainer({ ...options(), ...change });
    await trainer.ready().catch(() => {});
    const given = data();
    const before = tf.memory().numTensors;
    const error = await trainer.fit(given, { steps: 3, ...runOptions }).catch((caught) => caught);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toMatch(message);
    expect(tf.memory().numTensors).toBe(before);
    expect(trainer.step).toBe(0);
  });
});
