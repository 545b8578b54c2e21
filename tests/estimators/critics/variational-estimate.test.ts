import * as tf from '@tensorflow/tfjs-core';
import {
  estimateFDivergence,
  estimateKlByDonskerVaradhan,
  estimateKlByNwj,
  type VariationalOptions,
} from 'gan-core/estimators';
import { klFDivergence, squaredHellingerFDivergence } from 'gan-core/losses';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { perceptron } from '../../support/networks';
import { along, gaussianSamples } from '../gaussian-samples';
import { delta, exact, s } from './f-divergences-of-gaussians';

const pair = (count: number, dimension: number, seed: number) =>
  [
    gaussianSamples(count, along(dimension, 0), along(dimension, 1), seed),
    gaussianSamples(count, along(dimension, delta / Math.sqrt(dimension)), along(dimension, 1), seed + 1),
  ] as const;

describeOnBackends('variational bounds', (backend) => {
  const small: VariationalOptions = { steps: 50, batchSize: 32, hiddenUnits: [8] };

  it('leak no tensor, and give the same numbers for the same seed', async () => {
    const [p, q] = pair(300, 2, 21);
    const run = async () => {
      const { value, details } = await estimateKlByNwj(p, q, { ...small, seed: 3 });
      return [value, details.trainingValue, ...(await details.critic([[0, 1]]))];
    };
    const before = tf.memory().numTensors;
    const first = await run();
    expect(await run()).toEqual(first);
    await estimateKlByDonskerVaradhan(p, q, small);
    await estimateFDivergence(p, q, { ...small, divergence: squaredHellingerFDivergence });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('reject with the signal’s reason', async () => {
    const [p, q] = pair(300, 2, 23);
    const controller = new AbortController();
    const before = tf.memory().numTensors;
    const running = estimateKlByDonskerVaradhan(p, q, { steps: 1e6, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(running).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(before);
  });

  if (backend === 'cpu') return; // the rest is statistics: once is enough, where it is fast

  it.each(exact)('$name between Gaussians', async (divergence, truth) => {
    const [p, q] = pair(4000, 1, 11);
    const estimate = await estimateFDivergence(p, q, { divergence, steps: 100 });
    const { value, standardError, bound, unit } = estimate;
    expect({ bound, unit }).toEqual({ bound: 'lower', unit: divergence.unit ?? 'nats' });
    expect(Math.abs(value - truth)).toBeLessThan(4 * standardError);
    // A bound that says nothing would have a large error: so many samples do better.
    expect(standardError).toBeLessThan(0.25 * truth);
  });

  it.each([
    ['Donsker–Varadhan', estimateKlByDonskerVaradhan, 0],
    ['NWJ', estimateKlByNwj, 1],
  ] as const)('KL by %s in 5 dimensions, its critic log p/q', async (_, estimate, atOne) => {
    const [p, q] = pair(6000, 5, 13);
    const { value, standardError, warnings, details } = await estimate(p, q, { steps: 100 });
    expect(value - s / 2).toBeLessThan(4 * standardError);
    // 20 coefficients on 2 × 2,880 samples cost 20/(2·5760)·2 nats or so.
    expect(value - s / 2).toBeGreaterThan(-4 * standardError - 0.01);
    expect(warnings.filter((warning) => !/ran out of its/.test(warning))).toEqual([]);
    // log p/q is s/2 at 0 and −s/2 at q's mean.
    const [atP, atQ] = await details.critic([along(5, 0), along(5, delta / Math.sqrt(5))]);
    expect(atP! - atQ!).toBeCloseTo(s, 0);
    if (atOne === 1) expect((atP! + atQ!) / 2).toBeCloseTo(1, 0);
  });

  it('a critic of tfjs-layers learns the bound from nothing', async () => {
    const [p, q] = pair(3000, 1, 17);
    const { value, standardError, details } = await estimateKlByNwj(p, q, {
      critic: perceptron(1, [16], 1),
      learningRate: 0.01,
      steps: 300,
      batchSize: 128,
    });
    expect(value - s / 2).toBeLessThan(4 * standardError);
    expect(value - s / 2).toBeGreaterThan(-4 * standardError - 0.05);
    details.dispose();
  });

  it('say where few samples carry the mean: far apart the bound is not to be trusted', async () => {
    const p = gaussianSamples(1000, [0], [1], 31);
    const q = gaussianSamples(1000, [5], [1], 32);
    const { warnings } = await estimateKlByDonskerVaradhan(p, q, { steps: 50 });
    expect(warnings.join('\n')).toMatch(/rests on .* of 400 samples of q in effect/);
    expect(warnings.join('\n')).toMatch(/exceeds half of log 400/);
  });

  it('say where p and q cannot be told apart', async () => {
    const p = gaussianSamples(500, [0], [1], 41);
    const q = gaussianSamples(500, [0], [1], 42);
    const { warnings } = await estimateFDivergence(p, q, { divergence: klFDivergence, steps: 50 });
    expect(warnings.join('\n')).toMatch(/not above 0 beyond its error/);
  });
});

describe('variational bounds', () => {
  const [p, q] = pair(20, 1, 1);
  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['no divergence', () => estimateFDivergence(p, q, {} as never), /^divergence: got undefined/],
    ['nothing', () => estimateFDivergence(p, q, undefined as never), /^divergence: got undefined/],
    [
      'an unknown option',
      () => estimateKlByNwj(p, q, { discriminator: 1 } as never),
      /^options: got the unknown key 'discriminator'/,
    ],
    ['what is no critic', () => estimateKlByNwj(p, q, { critic: 3 as never }), /^critic: got a number/],
    ['few samples', () => estimateKlByNwj(p, [[1], [2]]), /^q: has 2 samples; expected at least 10/],
  ])('refuse %s', async (_, call, message) => {
    await expect(call()).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });
});
