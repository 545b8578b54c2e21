import * as tf from '@tensorflow/tfjs-core';
import { createRandom, NonFiniteError } from 'gan-core';
import { gaussianRing, type Sampler } from 'gan-core/distributions';
import { stopGradient } from 'gan-core/gradients';
import { nonSaturatingLoss, withLabelNoise } from 'gan-core/losses';
import { sgd } from 'gan-core/optimizers';
import { leCamPenalty, r1Penalty } from 'gan-core/penalties';
import type { TrainerOptions } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../../support/networks';
import { onCpu } from '../../support/on-cpu';
import { newTrainer } from '../small-trainer';

onCpu();

/** The ring by a seed of its own, so that both of two runs can be given the same batches; NaN where it is told to be. */
function batchesOf(seed: number) {
  const random = createRandom(seed);
  const ring = gaussianRing();
  const source = { bad: false };
  const sampler: Sampler = {
    shape: [2],
    sample: (count) => (source.bad ? tf.fill([count, 2], Number.NaN) : ring.sample(count, random)),
  };
  return { source, sampler };
}

const make = (more: Partial<TrainerOptions>) => newTrainer({ seed: 3, ...more });

/** What twelve steps give, with bad batches after the sixth and a return to it, or without. */
async function trained(more: () => Partial<TrainerOptions>, meetsNaN: boolean) {
  const trainer = make(more());
  await trainer.fit(batchesOf(1).sampler, { steps: 6, batchSize: 8 });
  if (meetsNaN) {
    const { source, sampler } = batchesOf(2);
    source.bad = true;
    await expect(trainer.fit(sampler, { steps: 5, batchSize: 8 })).rejects.toThrow(NonFiniteError);
    expect(trainer.step).toBe(6);
  }
  const { reports } = await trainer.fit(batchesOf(3).sampler, { steps: 6, batchSize: 8 });
  trainer.dispose();
  const { discriminatorLoss, generatorLoss, penalties } = reports[0]!;
  return { discriminatorLoss, generatorLoss, penalties };
}

describe('after NaN, training goes on as if the steps since the last report had not been', () => {
  // The right numbers are those of the same run without the bad batches.
  it.each<[string, () => Partial<TrainerOptions>]>([
    ['with nothing that keeps a state', () => ({})],
    ["with LeCam's averages", () => ({ penalties: [leCamPenalty()] })],
    ['with a penalty in every third step of D only', () => ({ penalties: [r1Penalty({ every: 4 })] })],
    [
      'with label noise from a stream of its own',
      () => ({ loss: withLabelNoise(nonSaturatingLoss(), { share: 0.3, random: createRandom(7) }) }),
    ],
    ['with a moving average', () => ({ generatorEma: { decay: 0.9 } })],
  ])('%s', async (_, more) => {
    const before = tf.memory().numTensors;
    const expected = await trained(more, false);
    expect(await trained(more, true)).toEqual(expected);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('with NaN from the first step on', async () => {
    const trainer = make({ penalties: [leCamPenalty()] });
    const { source, sampler } = batchesOf(1);
    source.bad = true;
    await expect(trainer.fit(sampler, { steps: 2, batchSize: 8 })).rejects.toMatchObject({
      lastFiniteStep: 0,
    });
    source.bad = false;
    await expect(trainer.fit(sampler, { steps: 2, batchSize: 8 })).resolves.toHaveProperty(
      'outcome.reason',
      'completed',
    );
    trainer.dispose();
  });

  it("where an optimizer can't go back: the NonFiniteError comes out, with that error as its cause", async () => {
    const broken = {
      ...sgdOf(),
      restore: () => {
        throw new Error('no way back');
      },
    };
    const trainer = make({ generatorOptimizer: broken });
    const { source, sampler } = batchesOf(1);
    source.bad = true;
    const error = await trainer.fit(sampler, { steps: 2, batchSize: 8 }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NonFiniteError);
    expect(error).toHaveProperty('cause.message', 'no way back');
    trainer.dispose();
  });
});

function sgdOf() {
  const inner = sgd({ learningRate: 0.1 });
  return {
    name: 'mine',
    update: inner.update.bind(inner),
    save: inner.save.bind(inner),
    restore: inner.restore.bind(inner),
    dispose: inner.dispose.bind(inner),
  };
}

describe('a step that fails half-way', () => {
  it.each(['generatorOptimizer', 'discriminatorOptimizer'] as const)(
    'in the %s: both networks and both optimizers are as before the step',
    async (role) => {
      const trainOn = async (fails: boolean) => {
        let armed = false;
        const inner = sgdOf();
        const halfway = {
          ...inner,
          update(weights: readonly tf.Variable[], gradients: readonly (tf.Tensor | null)[]) {
            if (armed) {
              weights[0]!.assign(tf.add(weights[0]!, 100));
              throw new Error('half-way');
            }
            inner.update(weights, gradients);
          },
        };
        const trainer = make({ [role]: halfway, discriminatorSteps: 2 });
        await trainer.fit(batchesOf(1).sampler, { steps: 3, batchSize: 8 });
        const { generator, discriminator } = (await trainer.ready()) as never as Record<
          'generator' | 'discriminator',
          { getWeights(): tf.Tensor[] }
        >;
        const weights = () =>
          [...generator.getWeights(), ...discriminator.getWeights()].map((weight) => [...weight.dataSync()]);
        if (fails) {
          const before = weights();
          const tensors = tf.memory().numTensors;
          armed = true;
          await expect(trainer.fit(batchesOf(2).sampler, { steps: 3, batchSize: 8 })).rejects.toThrow(
            'half-way',
          );
          armed = false;
          expect(trainer.step).toBe(3);
          expect(weights()).toEqual(before);
          expect(tf.memory().numTensors).toBe(tensors);
        }
        const { reports } = await trainer.fit(batchesOf(3).sampler, { steps: 3, batchSize: 8 });
        trainer.dispose();
        return reports[0]!.discriminatorLoss;
      };
      expect(await trainOn(true)).toBe(await trainOn(false));
    },
  );
});

describe('a gradient whose square leaves float32', () => {
  it('is told of: Adam would keep its weights where they are for good, all of them finite', async () => {
    const real = perceptron(2, [], 1)();
    const spike = { at: false };
    const discriminator = {
      apply: (x: tf.Tensor) => {
        const logits = real.apply(x) as tf.Tensor;
        // A value as before, and a slope of 1e25.
        return spike.at ? tf.add(logits, tf.mul(tf.sub(logits, stopGradient(logits)), 1e25)) : logits;
      },
      trainableWeights: real.trainableWeights,
      weights: real.weights,
    };
    const trainer = make({ discriminator: discriminator as never });
    const data = gaussianRing();
    await trainer.fit(data, { steps: 4, batchSize: 8 });
    const before = real.getWeights()[0]!.dataSync().slice();
    spike.at = true;
    await expect(trainer.fit(data, { steps: 4, batchSize: 8 })).rejects.toThrow(NonFiniteError);
    expect(real.getWeights()[0]!.dataSync()).toEqual(before);
    spike.at = false;
    await trainer.fit(data, { steps: 4, batchSize: 8 });
    expect(real.getWeights()[0]!.dataSync()).not.toEqual(before);
    trainer.dispose();
  });
});
