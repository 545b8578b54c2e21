import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { augmented } from 'gan-core/augmentation';
import { normalLatent } from 'gan-core/distributions';
import { sgd } from 'gan-core/optimizers';
import { r1Penalty, wganGpPenalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../../support/networks';
import { onCpu } from '../../support/on-cpu';
import { newTrainer, ring } from '../small-trainer';

onCpu();

describe('packing', () => {
  it('shows D packs of samples, with penalties too, and reports one logit a pack', async () => {
    const shapes = new Set<string>();
    const inner = perceptron(6, [8], 1)();
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: {
        trainableWeights: inner.trainableWeights,
        apply(x, { training } = {}) {
          if (training) shapes.add(x.shape.join());
          return inner.apply(x, { training });
        },
      },
      latent: normalLatent(4),
      terms: [r1Penalty()],
      packing: 3,
      backend: 'cpu',
    });
    const { reports } = await trainer.fit(ring, { steps: 4, batchSize: 12 });
    expect([...shapes]).toEqual(['4,6']);
    expect(reports[0]!.terms.r1).toBeGreaterThan(0);
    trainer.dispose();
  });

  it("gives no reading: D's loss then tells of packs, which are further apart than their samples", async () => {
    // gaussianJensenShannon of N(0, 1) and N(1, 1) is 0.111; that of packs of four of them 0.337.
    const readings = [];
    for (const packing of [1, 4]) {
      const trainer = newTrainer({ packing, discriminator: perceptron(2 * packing, [4], 1) });
      const { reports } = await trainer.fit(ring, { steps: 2, batchSize: 8 });
      readings.push(reports[0]!.divergence?.name);
      trainer.dispose();
    }
    expect(readings).toEqual(['Jensen–Shannon', undefined]);
  });

  it('has penalties differentiate D by packs, which are what it takes', async () => {
    // ∇D over a pack of two numbers is (3, 4): R1 is γ/2 · 25, WGAN-GP (5 − 1)². Of each number alone they would be 12.5 and 6.5.
    const weight = tf.variable(tf.tensor2d([[3], [4]]));
    const trainer = new Trainer({
      generator: perceptron(1, [], 1),
      discriminator: {
        trainableWeights: [weight],
        apply: (x) => tf.matMul(x as tf.Tensor2D, weight as unknown as tf.Tensor2D),
      },
      latent: normalLatent(1),
      packing: 2,
      discriminatorOptimizer: sgd({ learningRate: 1e-12 }),
      terms: [r1Penalty({ gamma: 2 }), wganGpPenalty({ weight: 1 })],
    });
    const { reports } = await trainer.fit(tf.ones([8, 1]), { steps: 1, batchSize: 4 });
    expect(reports[0]!.terms.r1).toBeCloseTo(25, 4);
    expect(reports[0]!.terms['wgan-gp']).toBeCloseTo(16, 4);
    trainer.dispose();
    weight.dispose();
  });

  it('puts packs of pictures apart as it put them together', async () => {
    const differences: number[] = [];
    const trainer = new Trainer({
      generator: () =>
        sequential({
          layers: [layers.dense({ units: 12, inputShape: [2] }), layers.reshape({ targetShape: [3, 2, 2] })],
        }),
      discriminator: () =>
        sequential({
          layers: [layers.flatten({ inputShape: [3, 2, 6] }), layers.dense({ units: 1, activation: 'tanh' })],
        }),
      latent: normalLatent(2),
      packing: 3,
      terms: [
        {
          name: 'look',
          compute: ({ packs, realLogits }) => {
            expect(packs.real.shape).toEqual([2, 3, 2, 6]);
            const again = packs.discriminate(packs.real);
            differences.push(tf.max(tf.abs(tf.sub(again, realLogits))).dataSync()[0]!);
            return tf.mul(tf.sum(again), 0) as tf.Scalar;
          },
        },
      ],
    });
    await trainer.fit(tf.randomNormal([6, 3, 2, 2], 0, 1, 'float32', 1), { steps: 1, batchSize: 6 });
    expect(differences).toEqual([0]);
    trainer.dispose();
  });

  it('comes after augmentation: every picture of a pack is changed by itself', async () => {
    const seen = new Set<string>();
    const trainer = newTrainer({
      packing: 2,
      discriminator: () =>
        augmented(perceptron(4, [4], 1)(), (samples) => {
          seen.add(samples.shape.join());
          return samples;
        }),
    });
    await trainer.fit(ring, { steps: 1, batchSize: 6 });
    expect([...seen]).toEqual(['6,2']);
    trainer.dispose();
  });
});
