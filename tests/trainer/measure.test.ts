import * as tf from '@tensorflow/tfjs-core';
import { createRandom, gaussianRing, measureDivergence, normalLatent, Trainer } from 'gan-core';
import { gaussianJensenShannon } from 'gan-core/divergences';
import { estimateEnergyDistance } from 'gan-core/estimators';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';

/** A generator that only shifts its noise: P_G = N(shift, 1), so that the divergence is known. */
function shifting(shift: number) {
  const weight = tf.variable(tf.tensor1d([shift]));
  return {
    trainableWeights: [weight],
    apply: (z: tf.Tensor) => tf.add(z, weight),
    dispose: () => weight.dispose(),
  };
}

function shiftTrainer(shift: number) {
  return new Trainer({
    generator: () => shifting(shift),
    discriminator: perceptron(1, [4], 1),
    latent: normalLatent(1),
    seed: 1,
  });
}

describeOnBackends('measuring', () => {
  it('holds the exact Jensen–Shannon divergence of two Gaussians in its interval, for 18 of 20 seeds', async () => {
    const exact = gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: 1, covariance: 1 });
    const trainer = shiftTrainer(1);
    let held = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { interval, unit } = await trainer.measure(normalLatent(1), { samples: 2000, seed });
      expect(unit).toBe('nats');
      held += Number(interval[0] <= exact && exact <= interval[1]);
    }
    // Of 20 intervals of 95 %, fewer than 16 hold with probability 0.0003.
    expect(held).toBeGreaterThanOrEqual(16);
    trainer.dispose();
  });

  it('takes rows, batches and features, by name and by an estimator, and leaves no tensor', async () => {
    const trainer = shiftTrainer(2);
    await trainer.ready();
    const rows = normalLatent(1).sample(500, createRandom(3));
    const batches = tf.split(rows, 10);
    const tensors = tf.memory().numTensors;
    for (const data of [rows, batches]) {
      const estimate = await trainer.measure(data, { by: 'kl', seed: 4 });
      expect(estimate.sampleSizes).toEqual({ p: 500, q: 500 });
      // KL(N(0, 1)‖N(2, 1)) = 2; 500 samples a side have a standard error of about 0.15.
      expect(Math.abs(estimate.value - 2)).toBeLessThan(0.8);
    }
    const same = await trainer.measure(rows, { features: (x) => tf.mul(x, 0), by: estimateEnergyDistance });
    expect(same.value).toBeCloseTo(0, 6);
    expect(tf.memory().numTensors).toBe(tensors);
    tf.dispose([rows, batches]);
    trainer.dispose();
  });

  it('stands in the reports that are due and in the last, and changes no number of the training', async () => {
    const losses = async (measuring: boolean) => {
      const trainer = new Trainer({
        generator: perceptron(2, [8], 2),
        discriminator: perceptron(2, [8], 1),
        latent: normalLatent(2),
        seed: 5,
        callbacks: measuring ? [measureDivergence({ every: 4, samples: 200 })] : [],
      });
      const { reports } = await trainer.fit(gaussianRing(), { steps: 10, reportEvery: 2, batchSize: 16 });
      const samples = await trainer.sample(4);
      const numbers = [
        ...reports.flatMap(({ discriminatorLoss, generatorLoss }) => [discriminatorLoss, generatorLoss]),
        ...(await samples.data()),
      ];
      const measured = reports.filter((report) => report.measured !== null).map(({ step }) => step);
      samples.dispose();
      trainer.dispose();
      return { numbers, measured };
    };
    const [without, withIt] = [await losses(false), await losses(true)];
    expect(withIt.measured).toEqual([4, 8, 10]);
    expect(without.measured).toEqual([]);
    expect(withIt.numbers).toEqual(without.numbers);
  });

  it('refuses what it cannot use, before any step', async () => {
    const trainer = shiftTrainer(0);
    await expect(trainer.measure(normalLatent(1), { by: 'jsd' as never })).rejects.toThrow(
      /^by: got the string 'jsd'; expected 'jensen-shannon', 'kl',/,
    );
    await expect(trainer.measure(normalLatent(1), { samples: 0 })).rejects.toThrow(/^samples: got 0/);
    await expect(
      trainer.measure(normalLatent(1), { signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
    trainer.dispose();
    const measuring = new Trainer({
      generator: () => shifting(0),
      discriminator: perceptron(1, [4], 1),
      latent: normalLatent(1),
      callbacks: [measureDivergence()],
    });
    const rows = normalLatent(1).sample(8, createRandom(0));
    await expect(measuring.fit(rows, { steps: 1 })).rejects.toThrow(/^data: measureDivergence got none/);
    expect(measuring.step).toBe(0);
    rows.dispose();
    measuring.dispose();
  });
});
