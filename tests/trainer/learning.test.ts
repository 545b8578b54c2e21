import * as tf from '@tensorflow/tfjs-core';
import { normalLatent, type Sampler } from 'gan-core/distributions';
import { minimaxLoss, nonSaturatingLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';

onCpu();

/** N(mean, σ²) in one dimension. */
function gaussian(mean: number, standardDeviation: number): Sampler {
  return {
    shape: [1],
    sample: (count, random) =>
      tf.tensor2d(
        Array.from({ length: count }, () => mean + standardDeviation * random.normal()),
        [count, 1],
      ),
  };
}

/** A generator G(z) = a·z + b, whose P_G is N(b, a²), against a small discriminator. */
const newTrainer = (more: Partial<TrainerOptions> = {}) =>
  new Trainer({
    generator: perceptron(1, [], 1),
    discriminator: perceptron(1, [16, 16], 1),
    latent: normalLatent(1),
    discriminatorSteps: 2,
    generatorOptimizer: adam({ learningRate: 5e-3 }),
    discriminatorOptimizer: adam({ learningRate: 1e-2 }),
    seed: 3,
    ...more,
  });

/** Mean and σ of what the generator gives. */
async function momentsOf(trainer: Trainer): Promise<{ mean: number; deviation: number }> {
  const count = 4000;
  const samples = await trainer.sample(count, { seed: 1 });
  const values = [...(await samples.data())];
  samples.dispose();
  const mean = values.reduce((sum, x) => sum + x, 0) / count;
  return { mean, deviation: Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count) };
}

// To the end on wasm, the fastest here. That the others take the same steps is what tests/conformance shows.
describe('the Trainer on wasm', () => {
  it.each([
    ['non-saturating', nonSaturatingLoss],
    ['minimax', minimaxLoss],
  ] as const)('with the %s loss learns the mean and σ of a Gaussian', async (_, loss) => {
    const trainer = newTrainer({ loss: loss(), generatorEma: { decay: 0.99 }, backend: 'wasm' });
    const { outcome } = await trainer.fit(gaussian(3, 0.5), { steps: 1200, batchSize: 64 });
    expect(outcome).toEqual({ reason: 'completed', step: 1200 });
    const { mean, deviation } = await momentsOf(trainer);
    // Sampling errors are 0.008 and 0.006; the rest is room for the game's own wobble about its solution.
    expect(Math.abs(mean - 3)).toBeLessThan(0.1);
    expect(Math.abs(deviation - 0.5)).toBeLessThan(0.1);
    trainer.dispose();
  });

  it('reads a Jensen–Shannon divergence that starts near log 2 for far-off distributions and falls towards 0', async () => {
    const trainer = newTrainer({ backend: 'wasm' });
    const { reports } = await trainer.fit(gaussian(6, 0.5), { steps: 2000, batchSize: 64, reportEvery: 50 });
    const readings = reports.map(({ divergence }) => divergence!.value);
    expect(Math.max(...readings.slice(0, 10))).toBeGreaterThan(0.6);
    expect(Math.max(...readings)).toBeLessThan(Math.log(2));
    expect(Math.abs(readings.at(-1)!)).toBeLessThan(0.05);
    expect(reports.at(-1)!.divergence).toMatchObject({
      name: 'Jensen–Shannon',
      unit: 'nats',
      bound: 'lower',
    });
    const { realScore, fakeScore } = reports.at(-1)!;
    for (const score of [realScore, fakeScore]) expect(Math.abs(score - 0.5)).toBeLessThan(0.15);
    trainer.dispose();
  });
});

describe('the Trainer on cpu, briefly', () => {
  it.each([
    ['non-saturating', nonSaturatingLoss],
    ['minimax', minimaxLoss],
  ] as const)('with the %s loss moves towards the mean of a Gaussian', async (_, loss) => {
    const trainer = newTrainer({ loss: loss(), backend: 'cpu' });
    const before = await momentsOf(trainer);
    await trainer.fit(gaussian(3, 0.5), { steps: 150, batchSize: 64 });
    const after = await momentsOf(trainer);
    expect(Math.abs(before.mean)).toBeLessThan(0.1);
    expect(after.mean).toBeGreaterThan(0.6);
    trainer.dispose();
  });
});

describe('the moving average of the generator', () => {
  it('is w̄ ← d·w̄ + (1 − d)·w after each step, and sample uses it', async () => {
    const generator = perceptron(1, [], 1)();
    const weight = generator.trainableWeights[1]!; // the bias: what G gives at z = 0
    const averages: number[] = [];
    let average = (await weight.read().data())[0]!;
    const zero: Sampler = { shape: [1], sample: (count) => tf.zeros([count, 1]) };
    const trainer = new Trainer({
      generator,
      discriminator: perceptron(1, [8], 1),
      latent: zero,
      generatorOptimizer: adam({ learningRate: 0.1 }),
      generatorEma: { decay: 0.8, warmup: false },
      seed: 1,
    });
    for await (const _ of trainer.run(gaussian(3, 1), { steps: 6, reportEvery: 1 })) {
      average = 0.8 * average + 0.2 * (await weight.read().data())[0]!;
      averages.push((await (await trainer.sample(1)).data())[0]! - average);
    }
    for (const difference of averages) expect(Math.abs(difference)).toBeLessThan(1e-6);
    const raw = (await weight.read().data())[0]!;
    expect(Math.abs(raw - average)).toBeGreaterThan(0.05); // the weights themselves are back after sampling
    trainer.dispose();
  });
});
