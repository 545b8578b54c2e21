import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { createRandom, gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer, type TrainingData } from 'gan-core/trainer';
import { expect, it, vi } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';

/** A discriminator with every source of chance that layers have: initial weights, dropout, noise. */
function noisyDiscriminator(): tfl.LayersModel {
  return tfl.sequential({
    layers: [
      tfl.layers.gaussianNoise({ stddev: 0.1, inputShape: [2] }),
      tfl.layers.dense({ units: 16, activation: 'relu', kernelInitializer: 'heNormal' }),
      tfl.layers.dropout({ rate: 0.3 }),
      tfl.layers.dense({ units: 1 }),
    ],
  });
}

describeOnBackends('the Trainer', (backend) => {
  async function numbersOf(
    seed: number,
    { interruptions = false, data = gaussianRing() as TrainingData } = {},
  ): Promise<number[]> {
    const trainer = new Trainer({
      generator: perceptron(4, [16], 2),
      discriminator: noisyDiscriminator,
      latent: normalLatent(4),
      backend,
      seed,
    });
    const numbers: number[] = [];
    for await (const report of trainer.run(data, { steps: 20, reportEvery: 5, batchSize: 16 })) {
      numbers.push(report.discriminatorLoss, report.generatorLoss, report.realScore, report.fakeScore);
      if (interruptions) (await trainer.sample(7)).dispose();
    }
    const samples = await trainer.sample(5, { seed: 1 });
    numbers.push(...(await samples.data()));
    samples.dispose();
    trainer.dispose();
    return numbers;
  }

  it('gives the same numbers for the same seed, initial weights of factories, dropout and noise included', async () => {
    expect(await numbersOf(1)).toEqual(await numbersOf(1));
  });

  it('gives other numbers for another seed', async () => {
    expect(await numbersOf(1)).not.toEqual(await numbersOf(2));
  });

  it('shuffles a tensor of samples by the seed', async () => {
    const data = gaussianRing().sample(100, createRandom(9));
    expect(await numbersOf(1, { data })).toEqual(await numbersOf(1, { data }));
    expect(await numbersOf(1, { data })).not.toEqual(await numbersOf(2, { data }));
    data.dispose();
  });

  it('is not disturbed by samples drawn between two steps', async () => {
    expect(await numbersOf(1, { interruptions: true })).toEqual(await numbersOf(1));
  });

  it('draws nothing from the real Math.random', async () => {
    const real = vi.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('Math.random was called');
    });
    try {
      await expect(numbersOf(3)).resolves.toHaveLength(26);
    } finally {
      real.mockRestore();
    }
  });

  it('goes on in a second run where the first one ended', async () => {
    const once = new Trainer({
      generator: perceptron(4, [16], 2),
      discriminator: noisyDiscriminator,
      latent: normalLatent(4),
      backend,
      seed: 5,
    });
    const twice = new Trainer({
      generator: perceptron(4, [16], 2),
      discriminator: noisyDiscriminator,
      latent: normalLatent(4),
      backend,
      seed: 5,
    });
    const ring = gaussianRing();
    await once.fit(ring, { steps: 12, batchSize: 16 });
    await twice.fit(ring, { steps: 5, batchSize: 16 });
    await twice.fit(ring, { steps: 7, batchSize: 16 });
    expect([once.step, twice.step]).toEqual([12, 12]);
    const [first, second] = [await once.sample(3, { seed: 1 }), await twice.sample(3, { seed: 1 })];
    expect(await first.data()).toEqual(await second.data());
    tf.dispose([first, second]);
    once.dispose();
    twice.dispose();
  });
});
