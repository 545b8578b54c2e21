import * as tf from '@tensorflow/tfjs-core';
import { NonFiniteError } from 'gan-core';
import type { AdversarialLoss } from 'gan-core/losses';
import type { StepContext } from 'gan-core/penalties';
import { type TrainableModel, Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { options, weights } from './linear-game';

onCpu();

describe('what a step gives', () => {
  const on = { backend: 'cpu' as const };
  it("the loss gets the step and the run's random; D runs on real samples in G's step only where they are read", async () => {
    let passes = 0;
    const w = weights([0.5]);
    const discriminator: TrainableModel = {
      trainableWeights: [w],
      apply(x, { training } = {}) {
        if (training) passes++;
        return tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D);
      },
    };
    const contexts: object[] = [];
    const loss = (reads: boolean): AdversarialLoss => ({
      name: 'mine',
      discriminator: ({ real, fake }) => tf.sub(tf.mean(fake), tf.mean(real)),
      generator(logits, { step, random }) {
        contexts.push({ step, draw: random.next() });
        return reads ? tf.sub(tf.mean(logits.real), tf.mean(logits.fake)) : tf.neg(tf.mean(logits.fake));
      },
    });
    for (const [reads, expected] of [
      [false, 3],
      [true, 4],
    ] as const) {
      contexts.length = 0;
      passes = 0;
      const trainer = new Trainer({ ...options({ discriminator, loss: loss(reads) }), ...on });
      await trainer.fit(tf.ones([4, 1]), { steps: 2, batchSize: 2 });
      trainer.dispose();
      expect(passes).toBe(2 * expected);
      // Tried once on a few samples before the first step.
      expect(contexts.map((context) => (context as { step: number }).step)).toEqual([0, 0, 1]);
    }
  });

  it('functions that give no number of steps are refused by name, and the run goes on from there', async () => {
    const trainer = new Trainer({
      ...options({ discriminatorSteps: (step) => (step === 1 ? 0 : 1) }),
      ...on,
    });
    await expect(trainer.fit(tf.ones([4, 1]), { steps: 3 })).rejects.toThrow(/^discriminatorSteps: got 0/);
    expect(trainer.step).toBe(1);
    trainer.dispose();
  });

  it.each<[string, object, RegExp]>([
    [
      'of a third network',
      { terms: [{ name: 'x', of: 'encoder', compute() {} }] },
      /^terms\[0\]: got an object with name, of, compute; expected \{ name, of/,
    ],
    [
      'that is no scalar',
      { terms: [{ name: 'x', compute: ({ fake }: StepContext) => fake }] },
      /^terms: 'x' gave a float32 tensor of shape \[2,1\]; expected a scalar/,
    ],
    ['under its old name', { penalties: [] }, /^options: got the unknown key 'penalties'; expected .*terms/],
    ['with a decay that is none', { generatorEma: { decay: () => 2 } }, /^generatorEma.decay: got 2/],
  ])('a term %s', async (_, more, message) => {
    const run = async () => {
      const trainer = new Trainer({ ...options(more as never), ...on });
      try {
        await trainer.fit(tf.ones([4, 1]), { steps: 1, batchSize: 2 });
      } finally {
        trainer.dispose();
      }
    };
    await expect(run()).rejects.toThrow(message);
  });

  it('a network whose gradients are all exactly 0 is told in the first report, once', async () => {
    // relu of what is always below 0: nothing reaches the weight.
    const cut = weights([1], [1]);
    const generator: TrainableModel = {
      trainableWeights: [cut],
      apply: (x) => tf.relu(tf.sub(tf.matMul(x as tf.Tensor2D, cut as tf.Tensor2D), 1e6)),
    };
    const trainer = new Trainer({ ...options({ generator }), ...on });
    const { reports } = await trainer.fit(tf.ones([8, 1]), { steps: 4, batchSize: 4, reportEvery: 2 });
    expect(reports[0]!.warnings).toEqual([
      expect.stringMatching(/^The generator's gradients were all exactly 0/),
    ]);
    expect(reports[1]!.warnings).toEqual([]);
    trainer.dispose();
    const fine = new Trainer({ ...options({}), ...on });
    expect((await fine.fit(tf.ones([8, 1]), { steps: 2, batchSize: 4 })).reports[0]!.warnings).toEqual([]);
    fine.dispose();
  });

  it('a term that is NaN ends the run, though no gradient hangs on it', async () => {
    const term = { name: 'constant', compute: () => tf.scalar(Number.NaN) };
    const trainer = new Trainer({ ...options({ terms: [term] }), ...on });
    await expect(trainer.fit(tf.ones([4, 1]), { steps: 2, batchSize: 2 })).rejects.toThrow(NonFiniteError);
    expect(trainer.step).toBe(0);
    trainer.dispose();
  });
});
