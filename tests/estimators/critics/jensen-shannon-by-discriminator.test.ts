import * as tf from '@tensorflow/tfjs-core';
import { gaussianJensenShannon } from 'gan-core/divergences';
import { type DiscriminatorOptions, estimateJensenShannonByDiscriminator } from 'gan-core/estimators';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { perceptron } from '../../support/networks';
import { along, gaussianLogRatios, gaussianSamples } from '../gaussian-samples';
import { standard } from './standard-gaussian';

/** JS of two Gaussians with independent axes, by Monte Carlo on their exact log-ratio, with its standard error. */
function monteCarlo(
  p: ReturnType<typeof standard>,
  q: ReturnType<typeof standard>,
): { value: number; error: number } {
  const count = 50_000;
  const terms = [p, q].map((side, index) => {
    const samples = gaussianSamples(count, side.means, side.deviations, 9000 + index);
    // log 2·D and log 2·(1 − D), with D = p/(p + q)
    const logRatios = gaussianLogRatios(samples, p, q);
    return logRatios.map((r) => Math.log(2 / (1 + Math.exp(index === 0 ? -r : r))));
  });
  const means = terms.map((side) => side.reduce((a, b) => a + b, 0) / count);
  const variances = terms.map(
    (side, index) => side.reduce((sum, term) => sum + (term - means[index]!) ** 2, 0) / count,
  );
  return {
    value: (means[0]! + means[1]!) / 2,
    error: Math.sqrt((variances[0]! + variances[1]!) / count) / 2,
  };
}

describeOnBackends('estimateJensenShannonByDiscriminator', (backend) => {
  const small = { steps: 50, batchSize: 32, hiddenUnits: [8] };
  const shifted = (seed: number, count = 600) =>
    [gaussianSamples(count, [0, 0], [1, 1], seed), gaussianSamples(count, [1, 1], [1, 1], seed + 1)] as const;

  it('gives the same numbers for the same seed, other ones for another', async () => {
    const [real, fake] = shifted(31);
    const run = async (seed: number) => {
      const { value, standardError, details } = await estimateJensenShannonByDiscriminator(real, fake, {
        ...small,
        seed,
      });
      return [value, standardError, details.trainingValue, ...(await details.logRatio([[0.3, 0.2]]))];
    };
    const first = await run(5);
    expect(await run(5)).toEqual(first);
    expect((await run(6))[0]).not.toBe(first[0]);
  });

  it('leaks no tensor, whether it ends, is aborted or throws, nor does its ratio', async () => {
    const [real, fake] = shifted(41);
    const before = tf.memory().numTensors;
    const { details } = await estimateJensenShannonByDiscriminator(real, fake, small);
    await details.densityRatio(real);
    expect(tf.memory().numTensors).toBe(before);

    const weight = tf.variable(tf.zeros([2, 1]));
    const withWeight = tf.memory().numTensors;
    let calls = 0;
    const controller = new AbortController();
    const reason = new Error('enough');
    const aborting = {
      trainableWeights: [weight],
      apply: (x: tf.Tensor) => {
        if (++calls === 20) controller.abort(reason);
        const end = performance.now() + 2; // so that a pause falls due
        while (performance.now() < end);
        return tf.matMul(x as tf.Tensor2D, weight as unknown as tf.Tensor2D);
      },
    };
    const options: DiscriminatorOptions = { discriminator: aborting, signal: controller.signal, steps: 1e6 };
    await expect(estimateJensenShannonByDiscriminator(real, fake, options)).rejects.toBe(reason);
    expect(tf.memory().numTensors).toBe(withWeight);

    const throwing = {
      trainableWeights: [weight],
      apply: (x: tf.Tensor, { training }: { training?: boolean } = {}) => {
        const output = tf.matMul(tf.exp(x) as tf.Tensor2D, weight as unknown as tf.Tensor2D);
        if (training) throw reason;
        return output;
      },
    };
    await expect(estimateJensenShannonByDiscriminator(real, fake, { discriminator: throwing })).rejects.toBe(
      reason,
    );
    expect(tf.memory().numTensors).toBe(withWeight);
    weight.dispose();
  });

  it('takes a discriminator of tfjs-layers, trains it in place and leaves it to its owner', async () => {
    const [real, fake] = shifted(51);
    const discriminator = perceptron(2, [16], 1)();
    const start = await discriminator.weights[0]!.read().data();
    const before = tf.memory().numTensors;
    const { value, standardError, details } = await estimateJensenShannonByDiscriminator(real, fake, {
      discriminator,
      steps: 200,
      learningRate: 0.01,
      batchSize: 128,
    });
    const exact = gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: Math.SQRT2, covariance: 1 });
    expect(value).toBeLessThan(exact + 4 * standardError);
    expect(value).toBeGreaterThan(exact - 0.03 - 4 * standardError);
    expect(await discriminator.weights[0]!.read().data()).not.toEqual(start);
    details.dispose();
    expect(tf.memory().numTensors).toBe(before);
    const logit = tf.tidy(() => (discriminator.predict(tf.tensor2d([[0, 0]])) as tf.Tensor).dataSync()[0]!);
    const calibrated = details.calibration.intercept + details.calibration.slope * logit;
    expect((await details.logRatio([[0, 0]]))[0]).toBeCloseTo(calibrated, 5);
    discriminator.dispose();
  });

  it('disposes of what a factory made when asked to', async () => {
    const [real, fake] = shifted(61);
    const before = tf.memory().numTensors;
    const { details } = await estimateJensenShannonByDiscriminator(real, fake, {
      discriminator: perceptron(2, [4], 1),
      steps: 10,
    });
    expect((await details.densityRatio([[0, 0]])).length).toBe(1);
    details.dispose();
    details.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  if (backend === 'cpu') return; // the rest is statistics: once is enough, where it is fast

  const n = 10_000;
  it.each([1, 2, 10])('is within 0.02 nats of JS between equal covariances in %i dimensions', async (d) => {
    const distance = 2;
    const real = gaussianSamples(n, along(d, 0), along(d, 1), 71);
    const fake = gaussianSamples(n, along(d, distance / Math.sqrt(d)), along(d, 1), 72);
    // Along the line through the means, the only direction in which they differ.
    const exact = gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: distance, covariance: 1 });
    const { value, standardError, warnings, details } = await estimateJensenShannonByDiscriminator(
      real,
      fake,
    );
    expect(Math.abs(value - exact)).toBeLessThan(0.02);
    expect(value - exact).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(0.008);
    expect(warnings).toEqual([]);
    // TV = 2Φ(distance/2) − 1, Φ(1) from a table
    const { totalVariation } = details;
    expect(Math.abs(totalVariation.value - (2 * 0.8413447460685429 - 1))).toBeLessThan(
      4 * totalVariation.standardError + 0.01,
    );
    expect(details.accuracy).toBeCloseTo((1 + totalVariation.value) / 2, 12);
  });

  it('is within 0.02 nats of JS between unequal covariances in 10 dimensions', async () => {
    const d = 10;
    const q = { means: along(d, 0.5 / Math.sqrt(d)), deviations: along(d, 1 + 1 / Math.sqrt(d)) };
    const exact = monteCarlo(standard(d), q);
    const real = gaussianSamples(n, along(d, 0), along(d, 1), 73);
    const fake = gaussianSamples(n, q.means, q.deviations, 74);
    const { value } = await estimateJensenShannonByDiscriminator(real, fake);
    expect(Math.abs(value - exact.value)).toBeLessThan(0.02 - 4 * exact.error);
  });

  it('does not drown in products where samples are few and dimensions many', async () => {
    const d = 14; // 119 features for 2 × 384 training samples
    const real = gaussianSamples(800, along(d, 0), along(d, 1), 75);
    const fake = gaussianSamples(800, along(d, 2 / Math.sqrt(d)), along(d, 1), 76);
    const exact = gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: 2, covariance: 1 });
    const { value, standardError } = await estimateJensenShannonByDiscriminator(real, fake, { steps: 50 });
    expect(value - exact).toBeLessThan(4 * standardError);
    expect(value).toBeGreaterThan(0.8 * exact);
  });

  it('knows the density ratio', async () => {
    const [p, q] = [standard(2), { means: [1, 0], deviations: [1, 1.5] }];
    const real = gaussianSamples(4000, p.means, p.deviations, 81);
    const fake = gaussianSamples(4000, q.means, q.deviations, 82);
    const { details } = await estimateJensenShannonByDiscriminator(real, fake);
    const fresh = gaussianSamples(500, p.means, p.deviations, 83);
    const estimated = await details.logRatio(fresh);
    const exact = gaussianLogRatios(fresh, p, q);
    const error = exact.reduce((sum, value, i) => sum + Math.abs(value - estimated[i]!), 0) / 500;
    expect(error).toBeLessThan(0.15);
    const ratio = await details.densityRatio(fresh);
    expect([...ratio]).toEqual([...estimated].map(Math.exp));
  });

  it('learns what no product of coordinates tells', async () => {
    // Signs that agree or not: p has x·y > 0 where z > 0 only, so no second moment differs.
    const cube = (count: number, seed: number, sign: number) => {
      const { values } = gaussianSamples(count, [0, 0, 0], [1, 1, 1], seed);
      for (let i = 0; i < values.length; i += 3) {
        const product = values[i]! * values[i + 1]! * values[i + 2]!;
        if (product * sign < 0) (values as Float64Array)[i] = -values[i]!;
      }
      return { values, dimension: 3 };
    };
    const { value, standardError } = await estimateJensenShannonByDiscriminator(
      cube(2000, 91, 1),
      cube(2000, 92, -1),
      { learningRate: 0.01, steps: 300 },
    );
    // The supports share nothing: JS is log 2.
    expect(value).toBeGreaterThan(0.3);
    expect(value).toBeLessThanOrEqual(Math.LN2 + 4 * standardError);
  });

  it('says when it did not beat chance, when the samples separate, and when they are few', async () => {
    const same = await estimateJensenShannonByDiscriminator(
      gaussianSamples(1000, [0], [1], 101),
      gaussianSamples(1000, [0], [1], 102),
      { steps: 50 },
    );
    expect(same.warnings.join('\n')).toMatch(/did not beat chance/);
    expect(Math.abs(same.value)).toBeLessThan(4 * same.standardError + 0.01);
    const apart = await estimateJensenShannonByDiscriminator(
      gaussianSamples(1000, [0], [1], 103),
      gaussianSamples(1000, [30], [1], 104),
      { steps: 50 },
    );
    expect(apart.warnings.join('\n')).toMatch(/tells all held-out samples apart/);
    expect(apart.value).toBeGreaterThan(0.68);
    expect(apart.value).toBeLessThanOrEqual(Math.LN2);
    expect(apart.details.totalVariation.standardError).toBeGreaterThan(0);
    const few = await estimateJensenShannonByDiscriminator(
      gaussianSamples(20, [0], [1], 105),
      gaussianSamples(20, [1], [1], 106),
      small,
    );
    expect(few.warnings.join('\n')).toMatch(/Only 8 samples of one side were held out/);
  });
});
