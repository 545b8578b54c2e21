import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { nonSaturatingGeneratorLoss } from 'gan-core/losses';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';

/** Losses and samples of a small GAN after 3 steps. */
async function threeSteps(backend: 'cpu' | 'webgl'): Promise<number[]> {
  const trainer = new Trainer({
    generator: perceptron(4, [16, 16], 2),
    discriminator: perceptron(2, [16, 16], 1),
    latent: normalLatent(4),
    backend,
    seed: 1,
  });
  const numbers: number[] = [];
  for await (const report of trainer.run(gaussianRing(), { steps: 3, reportEvery: 1, batchSize: 32 })) {
    numbers.push(report.discriminatorLoss, report.generatorLoss, report.realScore, report.fakeScore);
  }
  expect(tf.getBackend()).toBe(backend);
  const samples = await trainer.sample(8, { seed: 1 });
  numbers.push(...(await samples.data()));
  samples.dispose();
  trainer.dispose();
  return numbers;
}

describe('webgl in a real browser', () => {
  it('starts by name, and by auto', async () => {
    for (const name of ['webgl', 'auto'] as const) {
      const backend = await useBackend(name);
      expect(backend.name).toBe('webgl');
      expect(tf.getBackend()).toBe('webgl');
      backend.restore();
    }
  });

  it('gives finite losses and gradients for logits of ±10,000', async () => {
    await useBackend('webgl');
    const { value, grad } = tf.valueAndGrad((f: tf.Tensor) =>
      nonSaturatingGeneratorLoss(f, { reduction: 'sum' }),
    )(tf.tensor([-1e4, 0, 1e4]));
    expect((await value.data())[0]).toBeCloseTo(1e4 + Math.log(2), 1);
    const slopes = await grad.data();
    for (const [index, slope] of [-1, -0.5, 0].entries())
      expect(Math.abs(slopes[index]! - slope)).toBeLessThan(1e-6);
  });

  it('trains 3 steps of an MLP GAN to the numbers of cpu', async () => {
    const [webgl, cpu] = [await threeSteps('webgl'), await threeSteps('cpu')];
    expect(webgl).toHaveLength(28);
    for (const [index, value] of webgl.entries()) {
      expect(Number.isFinite(value)).toBe(true);
      expect(Math.abs(value - cpu[index]!)).toBeLessThan(1e-5);
    }
    console.log(
      'largest difference',
      Math.max(...webgl.map((value, index) => Math.abs(value - cpu[index]!))),
    );
  });
});
