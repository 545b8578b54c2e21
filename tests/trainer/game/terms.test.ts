import * as tf from '@tensorflow/tfjs-core';
import { normalLatent } from 'gan-core/distributions';
import { auxiliaryClassifierLoss, wassersteinLoss } from 'gan-core/losses';
import { type LossTerm, leCamPenalty, r1Penalty, type StepContext } from 'gan-core/penalties';
import { type TrainableModel, Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { linear, options, rate, weights } from './linear-game';

describeOnBackends('terms', () => {
  it("L1 of G, as pix2pix has it: the gradient of both moves G's weights, by hand", async () => {
    // G(c) = c·g for the condition c, D(x) = x·d: G minimizes −E d·g·c + 100·E|g·c − x|.
    const [c, x] = [
      [1, 2, 3, 4],
      [3, 3, 3, 3],
    ];
    const [g, d] = [weights([2]), weights([0.5])];
    const l1: LossTerm = {
      name: 'L1',
      of: 'generator',
      compute: ({ fake, real }) => tf.mul(tf.mean(tf.abs(tf.sub(real, fake))), 100),
    };
    const { latent: _, ...rest } = options({ generator: linear(g), discriminator: linear(d), terms: [l1] });
    const trainer = new Trainer(rest);
    const column = (values: number[]) => tf.tensor2d(values, [4, 1]);
    const { reports } = await trainer.fit(
      { real: column(x), condition: column(c) },
      { steps: 1, batchSize: 4 },
    );
    // D moved first: d ← d + rate·(E x − E g·c); then G by it.
    const moved = 0.5 + rate * (3 - 2 * 2.5);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const slope = -moved * 2.5 + 100 * mean(c.map((each, i) => Math.sign(2 * each - x[i]!) * each));
    expect((await d.data())[0]).toBeCloseTo(moved, 5);
    expect((await g.data())[0]).toBeCloseTo(2 - rate * slope, 4);
    expect(reports[0]!.terms).toEqual({
      L1: expect.closeTo(100 * mean(c.map((each, i) => Math.abs(2 * each - x[i]!))), 3),
    });
    expect(reports[0]!.generatorLoss).toBeCloseTo(-moved * 2 * 2.5, 5);
    trainer.dispose();
  });

  it("ACGAN: D's second output is for terms, and each of three terms goes where it says", async () => {
    const classes = weights([1, 0, -1]);
    const d: TrainableModel = {
      trainableWeights: [classes],
      apply: (x) => [tf.sum(x, 1), tf.matMul(x as tf.Tensor2D, classes as tf.Tensor2D)],
    };
    const class_ = (logits: tf.Tensor, { condition }: StepContext) =>
      auxiliaryClassifierLoss(logits, condition as tf.Tensor1D);
    const seen: string[] = [];
    const term = (
      name: string,
      of: 'discriminator' | 'generator',
      logits: (context: StepContext) => tf.Tensor,
    ): LossTerm => ({
      name,
      of,
      compute(context) {
        seen.push(name);
        return class_(logits(context), context);
      },
    });
    const trainer = new Trainer(
      options({
        discriminator: d,
        terms: [
          term('class of real', 'discriminator', ({ realOutputs }) => realOutputs[1]!),
          term('class of fake', 'discriminator', ({ fakeOutputs }) => fakeOutputs[1]!),
          term('class', 'generator', ({ fakeOutputs }) => fakeOutputs[1]!),
        ],
      }),
    );
    const real = tf.tensor2d([[2], [-2]]);
    const condition = tf.tensor1d([0, 2], 'int32');
    const { reports } = await trainer.fit({ real, condition }, { steps: 1, batchSize: 2 });
    expect(seen).toEqual(['class of real', 'class of fake', 'class']);
    // Both are 2·(1, 0, −1) seen from their class: −log softmax.
    const expected = -Math.log(Math.exp(2) / (Math.exp(2) + 1 + Math.exp(-2)));
    expect(reports[0]!.terms['class of real']).toBeCloseTo(expected, 5);
    expect(await classes.data()).not.toEqual(new Float32Array([1, 0, -1]));
    trainer.dispose();
  });

  it('R1 under a condition differentiates D by the picture alone', async () => {
    // D(x, c) = c·(x·w): ∇ₓ = c·w, so γ/2·E‖∇ₓD‖² = γ/2·‖w‖²·E c². By c too it would be more by E(x·w)².
    const w = weights([1], [2]);
    const discriminator: TrainableModel = {
      trainableWeights: [w],
      apply: (x, { condition } = {}) =>
        tf.mul(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), condition as tf.Tensor),
    };
    const trainer = new Trainer(
      options({
        generator: linear(weights([1, 0], [0, 1])),
        discriminator,
        loss: { ...wassersteinLoss(), discriminator: ({ fake }) => tf.mul(tf.mean(fake), 0) },
        terms: [r1Penalty({ gamma: 10 })],
      }),
    );
    const real = tf.tensor2d([
      [5, 7],
      [-3, 2],
    ]);
    const condition = tf.tensor2d([[1], [3]]);
    const { reports } = await trainer.fit({ real, condition }, { steps: 1, batchSize: 2 });
    expect(reports[0]!.terms.r1).toBeCloseTo(5 * 5 * 5, 3);
    // d/dw of 25·‖w‖²: 50·w.
    const moved = [...(await w.data())];
    expect(moved[0]).toBeCloseTo(1 - rate * 50, 3);
    expect(moved[1]).toBeCloseTo(2 - rate * 100, 3);
    trainer.dispose();
  });

  it('are due in every so many steps of their network, times as much', async () => {
    const steps: Record<string, number[]> = { d: [], g: [] };
    const term = (name: 'd' | 'g', of: LossTerm['of'], every: number): LossTerm => ({
      name,
      ...(of && { of }),
      every,
      compute({ step }) {
        steps[name]!.push(step);
        return tf.scalar(1);
      },
    });
    const trainer = new Trainer(
      options({ terms: [term('d', undefined, 3), term('g', 'generator', 2)], discriminatorSteps: 2 }),
    );
    await trainer.fit({ real: tf.ones([4, 1]), condition: tf.ones([4]) }, { steps: 6, batchSize: 2 });
    // D takes 2 steps in each: its steps 0, 3, 6, 9 lie in the Trainer's 0, 1, 3, 4.
    expect(steps).toEqual({ d: [0, 1, 3, 4], g: [0, 2, 4] });
    trainer.dispose();
  });

  it('two runs of n steps are one of 2n, with state, random draws and averages', async () => {
    const noisy: LossTerm = {
      name: 'noisy',
      of: 'generator',
      compute: ({ fake, random }) => tf.mul(tf.mean(fake), random.normal()),
    };
    const run = async (...parts: number[]) => {
      const g = weights([1], [0]);
      const trainer = new Trainer(
        options({
          generator: linear(g),
          discriminator: linear(weights([0.5])),
          terms: [leCamPenalty(), noisy],
          generatorEma: { decay: (step) => step / (step + 1) },
          discriminatorSteps: (step) => (step < 3 ? 2 : 1),
        }),
      );
      const data = normalLatent(1); // a sampler, of real samples here
      for (const steps of parts) await trainer.fit(data, { steps, batchSize: 4 });
      const latent = tf.ones([2, 2]);
      const average = await trainer.sample(2, { latent });
      const current = await trainer.sample(2, { latent, weights: 'current' });
      const result = [g, average, current].map((each) => [...each.dataSync()]);
      trainer.dispose();
      return result;
    };
    const whole = await run(8);
    expect(await run(4, 4)).toEqual(whole);
    expect(whole[1]).not.toEqual(whole[2]);
    expect(whole[2]![0]).toBeCloseTo(whole[0]![0]! + whole[0]![1]!, 5);
  });
});
