import * as tf from '@tensorflow/tfjs-core';
import {
  differentiableFamily,
  estimateKlByMaximumLikelihood,
  gaussianFamily,
  maximumLikelihood,
} from 'gan-core/estimators';
import { expect, it } from 'vitest';
import { createRandom } from '../../../../src/random';
import { describeOnBackends } from '../../../support/backends';
import { drawNormal } from '../draws';

/** Independent normal coordinates by their means and log standard deviations. */
function normalFamily(steps = 1500) {
  return differentiableFamily({
    name: 'own normal',
    parameters: ({ dimension }) => ({
      mean: new Array<number>(dimension).fill(0),
      logDeviation: new Array<number>(dimension).fill(0),
    }),
    logDensity: (points, { mean, logDeviation }) => {
      const z = tf.div(tf.sub(points, mean), tf.exp(logDeviation));
      const each = tf.sub(tf.mul(tf.square(z), -0.5), tf.add(logDeviation, 0.5 * Math.log(2 * Math.PI)));
      return tf.sum(each, 1);
    },
    draw: ({ mean, logDeviation }, random) =>
      mean.values.map((value, axis) => value + Math.exp(logDeviation.values[axis]!) * random.normal()),
    steps,
  });
}

describeOnBackends('differentiableFamily', () => {
  it('climbs to the closed form of the Gaussian, on all samples at once and on minibatches', async () => {
    for (const count of [200, 2000]) {
      const samples = drawNormal(count, [2, -1], [0.5, 3], count);
      const closed = await maximumLikelihood(samples, gaussianFamily({ covariance: 'diagonal' }));
      const climbed = await maximumLikelihood(samples, normalFamily());
      const { mean, logDeviation } = climbed.parameters;
      // Whole batches reach float32's own accuracy. Minibatches of 256 leave noise: a few thousandths.
      const tolerance = count === 200 ? 2e-3 : 2e-2;
      closed.parameters.mean.forEach((value, axis) => {
        const deviation = Math.sqrt(closed.parameters.covariance[axis] as number);
        expect(Math.abs(mean.values[axis]! - value)).toBeLessThan(tolerance * deviation);
        expect(Math.abs(logDeviation.values[axis]! - Math.log(deviation))).toBeLessThan(tolerance);
      });
      expect(closed.logLikelihood - climbed.logLikelihood).toBeGreaterThan(-1e-5);
      expect(closed.logLikelihood - climbed.logLikelihood).toBeLessThan(1e-3);
      expect(climbed.converged).toBe(true);
      expect(climbed.warnings).toEqual([]);
    }
  });

  it('leaves no tensor, neither when fitting nor when evaluating nor when it fails', async () => {
    const samples = tf.tensor2d(Array.from(drawNormal(50, [0], [1], 1).values as number[]), [50, 1]);
    const before = tf.memory().numTensors;
    const fit = await maximumLikelihood(samples, normalFamily(60));
    await fit.logDensities(samples);
    fit.logDensity([0.5]);
    await expect(
      maximumLikelihood(
        samples,
        differentiableFamily({
          parameters: { a: 1 },
          logDensity: (points, { a }) => tf.mul(tf.log(tf.neg(tf.square(points))), a),
        }),
      ),
    ).rejects.toThrow(/NaN at the start/);
    const controller = new AbortController();
    const aborted = maximumLikelihood(samples, normalFamily(100_000), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 30);
    await expect(aborted).rejects.toThrow('enough');
    let calls = 0;
    await expect(
      maximumLikelihood(
        samples,
        differentiableFamily({
          parameters: { mean: 0 },
          logDensity: (points, { mean }) => {
            if (calls++ === 5) throw new Error('the user’s own');
            return tf.mul(tf.exp(tf.square(tf.sub(points, mean))), -0.5);
          },
        }),
      ),
    ).rejects.toThrow('the user’s own');
    expect(tf.memory().numTensors).toBe(before);
    samples.dispose();
  });

  it('gives the same numbers for the same seed', async () => {
    const samples = drawNormal(600, [1], [2], 3);
    const [first, again, other] = [
      await maximumLikelihood(samples, normalFamily(100), { seed: 4 }),
      await maximumLikelihood(samples, normalFamily(100), { seed: 4 }),
      await maximumLikelihood(samples, normalFamily(100), { seed: 5 }),
    ];
    expect(again.parameters).toEqual(first.parameters);
    expect(other.parameters).not.toEqual(first.parameters);
  });

  it('keeps its last good parameters where the likelihood stops being a number', async () => {
    // σ² without a logarithm: the first step makes it negative, and its root NaN.
    const fit = await maximumLikelihood(
      drawNormal(100, [0], [0.3], 5),
      differentiableFamily({
        parameters: { variance: 3 },
        logDensity: (points, { variance }) => {
          const deviation = tf.sqrt(variance);
          const squares = tf.square(tf.div(points, deviation));
          return tf.sub(tf.mul(squares, -0.5), tf.add(tf.log(deviation), 0.5 * Math.log(2 * Math.PI)));
        },
        learningRate: 5,
        steps: 600,
      }),
    );
    expect(fit.warnings[0]).toMatch(/^The log-likelihood became infinite or not a number; the fit went back/);
    // The smaller steps that follow still find it: 0.09, with a standard error of 0.09 · √(2/100).
    expect(Math.abs(fit.parameters.variance.values[0]! - 0.09)).toBeLessThan(5 * 0.09 * Math.sqrt(0.02));
  });

  it('says so when it still rose at the end', async () => {
    const fit = await maximumLikelihood(drawNormal(100, [50], [1], 6), normalFamily(30));
    expect(fit.converged).toBe(false);
    expect(fit.warnings[0]).toMatch(/^The log-likelihood still rose after 30 steps/);
  });

  it('takes start values as numbers, arrays and tensors, which it does not dispose of', async () => {
    const mean = tf.tensor1d([1, 1]);
    const fit = await maximumLikelihood(
      drawNormal(60, [1, 2], [1, 1], 7),
      differentiableFamily({
        parameters: {
          mean,
          offset: 0.5,
          turn: [
            [1, 0],
            [0, 1],
          ],
        },
        logDensity: (points, parameters) => {
          const z = tf.sub(tf.sub(points, parameters.mean), parameters.offset);
          // Of determinant 1 wherever `turn` stays the identity: its gradient is stopped by multiplying with 0.
          const still = tf.add(tf.mul(parameters.turn, 0), tf.eye(2));
          return tf.sub(
            tf.mul(tf.sum(tf.square(tf.matMul(z as tf.Tensor2D, still as tf.Tensor2D)), 1), -0.5),
            Math.log(2 * Math.PI),
          );
        },
        steps: 600,
      }),
    );
    expect(fit.parameters.offset.shape).toEqual([]);
    expect(fit.parameters.turn.shape).toEqual([2, 2]);
    expect(mean.isDisposed).toBe(false);
    mean.dispose();
  });

  it('serves the divergence, with its own draws too', async () => {
    const [p, q] = [drawNormal(200, [1], [1], 8), drawNormal(200, [0], [1], 9)];
    const estimate = await estimateKlByMaximumLikelihood(p, q, { family: normalFamily(150) });
    // KL = ½. Its error is that of 200 samples.
    expect(estimate.details.method).toBe('held-out');
    expect(Math.abs(estimate.value - 0.5)).toBeLessThan(4 * estimate.standardError);
    expect(estimate.details.p.sample(7, createRandom(1)).values).toHaveLength(7);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'no parameters',
      () => differentiableFamily({ parameters: {}, logDensity: (x) => x }),
      /^parameters: got an empty object/,
    ],
    [
      'no density',
      () => differentiableFamily({ parameters: { a: 1 } } as never),
      /^logDensity: got undefined/,
    ],
    [
      'half a step',
      () => differentiableFamily({ parameters: { a: 1 }, logDensity: (x) => x, steps: 0.5 }),
      /^steps: got/,
    ],
    [
      'no step size',
      () => differentiableFamily({ parameters: { a: 1 }, logDensity: (x) => x, learningRate: 0 }),
      /^learningRate/,
    ],
    [
      'an unknown key',
      () => differentiableFamily({ parameters: { a: 1 }, logDensity: (x: tf.Tensor) => x, lr: 1 } as never),
      /unknown key 'lr'/,
    ],
    [
      'a start that is no number',
      () =>
        maximumLikelihood(
          [[0], [1]],
          differentiableFamily({ parameters: { a: Number.NaN }, logDensity: (x) => x }),
        ),
      /^parameters: 'a' isn't finite/,
    ],
    [
      'one density for all points',
      () =>
        maximumLikelihood(
          [[0], [1]],
          differentiableFamily({ parameters: { a: 1 }, logDensity: (x) => tf.sum(x) }),
        ),
      /^logDensity: gave shape \[\] for 2 points; expected \[2\]/,
    ],
    [
      'draws from a family without draw',
      async () => {
        const family = differentiableFamily({
          parameters: { mean: 0 },
          logDensity: (points, { mean }) => tf.sub(tf.mul(tf.square(tf.sub(points, mean)), -0.5), 0.919),
          steps: 10,
        });
        return (await maximumLikelihood([[0], [1]], family)).sample(3, createRandom(1));
      },
      /^family: the differentiable family has no draw/,
    ],
  ])('refuses %s', async (_, act, message) => {
    await expect((async () => act())()).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });
});
