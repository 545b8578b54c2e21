import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from 'gan-core';
import { normalLatent } from 'gan-core/distributions';
import { adam } from 'gan-core/optimizers';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';
import { options, ring } from './bad-input-options';

onCpu();

describe('options that no run could be made of are refused by the constructor', () => {
  const optimizer = adam();
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['no generator', { generator: undefined }, /^generator: got undefined; expected a model, or a function/],
    [
      'a discriminator that is no model',
      { discriminator: {} },
      /^discriminator: got an empty object; expected a model/,
    ],
    [
      'no latent',
      { latent: 64 },
      /^latent: got a number \(64\); expected a sampler such as normalLatent\(64\)/,
    ],
    [
      'half a loss',
      { loss: { generator() {} } },
      /^loss: got an object with generator; expected a game with both halves/,
    ],
    ['packs of no samples', { packing: 0 }, /^packing: got 0; expected a whole number/],
    ['no steps of D', { discriminatorSteps: 0 }, /^discriminatorSteps: got 0; expected a whole number/],
    ['part of a step of G', { generatorSteps: 1.5 }, /^generatorSteps: got 1.5/],
    [
      'one optimizer for both',
      { generatorOptimizer: optimizer, discriminatorOptimizer: optimizer },
      /^discriminatorOptimizer: is G's/,
    ],
    [
      'a decay of 1',
      { generatorEma: { decay: 1 } },
      /^generatorEma.decay: got 1; expected a number in \[0, 1\)/,
    ],
    [
      'an optimizer by its name',
      { generatorOptimizer: 'adam' },
      /^generatorOptimizer: got the string 'adam'; expected what adam\(/,
    ],
    [
      'a latent without its shape',
      { latent: { sample() {} } },
      /^latent: got an object with sample; expected .* with its shape/,
    ],
    ['a callback that is a function', { callbacks: [() => {}] }, /^callbacks: expected an array of objects/],
    [
      'a key that nobody reads',
      { learningRate: 3 },
      /^options: got the unknown key 'learningRate'; expected generator,/,
    ],
    ['a seed below 0', { seed: -1 }, /^seed: got -1/],
    ['a seed in quotes', { seed: '1' }, /^seed: got the string '1'/],
    ['steps in quotes', { discriminatorSteps: '3' }, /^discriminatorSteps: got the string '3'/],
    ['a decay in quotes', { generatorEma: { decay: '0.9' } }, /^generatorEma.decay: got the string '0.9'/],
    [
      'no backend',
      { backend: 'gpu' },
      /^backend: got the string 'gpu'; expected 'cpu', 'wasm', .* or 'auto'/,
    ],
    [
      'a hook of Keras',
      { callbacks: [{ name: 'bar', onEpochEnd() {} }] },
      /^callbacks: 'bar' has onEpochEnd, which nobody calls; expected the hooks onTrainBegin, onStepEnd,/,
    ],
    [
      "a misspelt hook of a class's",
      {
        callbacks: [
          new (class {
            name = 'bar';
            onreport() {}
          })(),
        ],
      },
      /^callbacks: 'bar' has onreport, which nobody calls/,
    ],
    [
      'a hook that can not be called',
      { callbacks: [{ name: 'bar', onReport: 3 }] },
      /^callbacks: 'bar' has a number \(3\) as onReport; expected a function/,
    ],
    [
      'two callbacks of one name',
      { callbacks: [{ name: 'bar' }, { name: 'bar' }] },
      /^callbacks: got two named 'bar'/,
    ],
  ])('%s', (_, change, message) => {
    const make = () => new Trainer({ ...options(), ...change } as TrainerOptions);
    expect(make).toThrow(message);
    expect(make).toThrow(ArgumentError);
  });
});

it('members of a callback that are no hooks are its own', () => {
  const callback = { name: 'bar', history: [], once: () => {}, online: true, onTime: 3, onReport: undefined };
  expect(() => new Trainer({ ...options(), callbacks: [callback] as never })).not.toThrow();
});

it('logits of patches, one each, are fine', async () => {
  const flat = perceptron(2, [8], 6)();
  const discriminator = {
    trainableWeights: flat.trainableWeights,
    apply: (x: tf.Tensor) => tf.reshape(flat.apply(x) as tf.Tensor, [-1, 3, 2, 1]),
  };
  const { outcome } = await new Trainer({ ...options(), discriminator }).fit(ring, { steps: 1 });
  expect(outcome.reason).toBe('completed');
});

it('one model for both players is refused', () => {
  const model = perceptron(2, [8], 2)();
  expect(() => new Trainer({ generator: model, discriminator: model, latent: normalLatent(2) })).toThrow(
    /^discriminator: is the generator too; expected two networks/,
  );
});
