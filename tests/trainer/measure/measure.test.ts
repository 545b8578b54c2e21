import * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  gaussianRing,
  type MeasureOptions,
  measureDivergence,
  normalLatent,
  Trainer,
} from 'gan-core';
import { gaussianJensenShannon } from 'gan-core/divergences';
import { estimateEnergyDistance } from 'gan-core/estimators';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { perceptron } from '../../support/networks';
import { shifting, shiftTrainer } from './shift-trainer';

const names = [
  'jensen-shannon',
  'kl',
  'reverse-kl',
  'sliced-wasserstein',
  'energy',
  'maximum-mean-discrepancy',
] as const;

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

  it('names the sides of who measures, in errors and in warnings', async () => {
    const trainer = shiftTrainer(0);
    await trainer.ready();
    const refused = async (rows: tf.Tensor, options: MeasureOptions, message: RegExp) => {
      await expect(trainer.measure(rows, options)).rejects.toThrow(message);
      rows.dispose();
    };
    const holed = () => tf.tensor2d([...Array<number>(99).fill(1), Number.NaN], [100, 1]);
    for (const by of names) await refused(holed(), { by }, /^data: sample \d+ holds NaN/);
    const here = / Here p is the data, q the generator\.$/;
    const there = / Here p is the generator, q the data\.$/;
    await refused(
      tf.ones([100, 1]),
      { by: 'kl' },
      /^data: coordinate 0 is constant, .* KL\(p‖q\) is infinite/,
    );
    await refused(tf.ones([100, 1]), { by: 'kl' }, here);
    await refused(tf.ones([100, 1]), { by: 'reverse-kl' }, /^data: coordinate 0 is constant, /);
    await refused(tf.ones([100, 1]), { by: 'reverse-kl' }, there);

    const far = tf.add(normalLatent(1).sample(200, createRandom(1)), 50);
    const twice = tf.concat([far, far]);
    for (const by of ['kl', 'reverse-kl'] as const) {
      const { warnings } = await trainer.measure(twice, { by });
      expect(warnings).toContainEqual(expect.stringMatching(/^200 of the data's 400 samples are copies/));
      // All of one side lies where the other has few: as p or q, whichever it is.
      expect(warnings).toContainEqual(expect.stringMatching(by === 'kl' ? here : there));
      expect(warnings.join()).not.toMatch(/\b[pq]'s\b/);
    }
    tf.dispose([far, twice]);
    trainer.dispose();
  });

  it('lets other tasks run, and heeds an abort between two blocks', async () => {
    const trainer = shiftTrainer(0);
    let calls = 0;
    const slow = (samples: tf.Tensor) => {
      const end = performance.now() + 15;
      while (performance.now() < end) calls += 0;
      calls++;
      return tf.clone(samples);
    };
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), 1);
    const options = { features: slow, signal: controller.signal };
    await expect(trainer.measure(normalLatent(1), options)).rejects.toThrow('enough');
    expect(calls).toBeLessThan(4); // of 40
    trainer.dispose();
  });

  it('one callback serves two trainers, each at its own steps', async () => {
    const callback = measureDivergence({ every: 4, samples: 40 });
    const dues = async (steps: number) => {
      const trainer = new Trainer({
        generator: () => shifting(0),
        discriminator: perceptron(1, [4], 1),
        latent: normalLatent(1),
        callbacks: [callback],
      });
      const { reports } = await trainer.fit(normalLatent(1), { steps, reportEvery: 2, batchSize: 4 });
      trainer.dispose();
      return reports.filter(({ measured }) => measured !== null).map(({ step }) => step);
    };
    expect(await Promise.all([dues(10), dues(8)])).toEqual([
      [4, 8, 10],
      [4, 8],
    ]);
  });
});
