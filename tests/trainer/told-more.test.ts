import * as tf from '@tensorflow/tfjs-core';
import { input, layers, model } from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';
import { adversarialGame, newGame, ring } from './updates/adversarial-game';

onCpu();

const options = (more: Partial<TrainerOptions> = {}): TrainerOptions => ({
  generator: perceptron(3, [4], 2),
  discriminator: perceptron(2, [4], 1),
  latent: normalLatent(3),
  ...more,
});

describe('NaN is told by what it came up in', () => {
  it('a term, of a Trainer', async () => {
    const odd = { name: 'odd', compute: () => tf.scalar(Number.NaN) };
    const running = new Trainer(options({ terms: [odd] })).fit(gaussianRing(), { steps: 1 });
    await expect(running).rejects.toThrow(
      /^Training met NaN or Infinity between steps 0 and 1, in .*the term 'odd'/,
    );
  });

  it('a loss, of a GameTrainer', async () => {
    const { updates } = adversarialGame();
    const [d, g] = updates;
    const bad = {
      ...g!,
      loss: (context: never) => {
        const adversarial = g!.loss!(context) as tf.Scalar;
        return { adversarial, style: tf.mul(adversarial, Number.POSITIVE_INFINITY) };
      },
    };
    const running = newGame({ updates: [d, bad] }).fit({ real: tf.zeros([8, 2]) }, { steps: 1 });
    await expect(running).rejects.toThrow("in the loss 'g.style'");
  });
});

it('a name of an update has no dot: it stands before a term’s in the reports', () => {
  const { updates } = adversarialGame();
  expect(() => newGame({ updates: [{ ...updates[0]!, name: 'a.b' }] })).toThrow(
    "updates[0].name: got the string 'a.b'; expected a name without a dot.",
  );
});

it.each(['Trainer', 'GameTrainer'])('a %s tells its steps after dispose too', async (kind) => {
  const trainer = kind === 'Trainer' ? new Trainer(options()) : newGame();
  await trainer.fit(ring as never, { steps: 3 });
  trainer.dispose();
  expect(trainer.step).toBe(3);
});

describe('sample', () => {
  it('refuses averaged weights where none are kept', async () => {
    const trainer = new Trainer(options());
    await expect(trainer.sample(2, { weights: 'average' })).rejects.toThrow(
      "weights: is 'average', and no averages are kept: expected the option generatorEma",
    );
    const game = newGame();
    await expect(game.sample(2, { weights: 'average' })).rejects.toThrow('expected the option averages');
  });

  it('refuses a label out of range by the name of its embedding', async () => {
    const generator = () => {
      const [noise, label] = [input({ shape: [3] }), input({ shape: [], dtype: 'int32' })];
      const embedded = layers.embedding({ inputDim: 4, outputDim: 2, name: 'digits' }).apply(label);
      const joined = layers.concatenate().apply([noise, embedded as typeof noise]);
      const output = layers.dense({ units: 2 }).apply(joined) as typeof noise;
      return model({ inputs: [noise, label], outputs: output });
    };
    const trainer = new Trainer(options({ generator }));
    const condition = tf.tensor1d([1, 4], 'int32');
    await expect(trainer.sample(2, { condition })).rejects.toThrow(
      "condition: gave the label 4 to the embedding 'digits' of the generator; expected labels from 0 to 3.",
    );
  });
});
