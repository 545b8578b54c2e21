import * as tf from '@tensorflow/tfjs-core';
import { fDivergenceFromCritic, jensenShannonFromLogits } from 'gan-core/estimators';
import {
  alphaFDivergence,
  ganFDivergence,
  jeffreysFDivergence,
  jensenShannonFDivergence,
  klFDivergence,
  neymanFDivergence,
  pearsonFDivergence,
  reverseKlFDivergence,
  squaredHellingerFDivergence,
  totalVariationFDivergence,
} from 'gan-core/losses';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { mean, variance } from './critic-values';

/** g and f* ∘ g in float64, written from table 2 and 6 of the paper, with how the bound reads. */
const reference: Record<
  string,
  [typeof klFDivergence, (v: number) => number, (v: number) => number, number]
> = {
  kl: [klFDivergence, (v) => v, (v) => Math.exp(v - 1), 1],
  'reverse kl': [reverseKlFDivergence, (v) => -Math.exp(-v), (v) => v - 1, 1],
  pearson: [pearsonFDivergence, (v) => v, (v) => (v * v) / 4 + v, 1],
  neyman: [neymanFDivergence, (v) => 1 - Math.exp(-v), (v) => 2 - 2 * Math.exp(-v / 2), 1],
  hellinger: [squaredHellingerFDivergence, (v) => 1 - Math.exp(-v), (v) => Math.exp(v) - 1, 0.5],
  js: [
    jensenShannonFDivergence,
    (v) => Math.log(2 / (1 + Math.exp(-v))),
    (v) => Math.log((1 + Math.exp(v)) / 2),
    0.5,
  ],
  tv: [totalVariationFDivergence, (v) => Math.tanh(v) / 2, (v) => Math.tanh(v) / 2, 1],
  'alpha 2': [alphaFDivergence(2), (v) => v, (v) => (Math.max(1 + v, 0) ** 2 - 1) / 2, 1],
};

describeOnBackends('fDivergenceFromCritic', () => {
  it.each(Object.entries(reference))(
    'reads %s as in float64',
    async (_, [divergence, g, conjugate, factor]) => {
      const vp = Array.from({ length: 300 }, (_, index) => 1 + Math.sin(index));
      const vq = Array.from({ length: 200 }, (_, index) => Math.cos(index * index) - 0.5);
      const before = tf.memory().numTensors;
      const { value, standardError, warnings } = await fDivergenceFromCritic(vp, vq, { divergence });
      expect(tf.memory().numTensors).toBe(before);
      const [p, q] = [vp.map(g), vq.map(conjugate)];
      expect(value).toBeCloseTo(factor * (mean(p) - mean(q)), 5);
      expect(standardError).toBeCloseTo(factor * Math.sqrt(variance(p) / 300 + variance(q) / 200), 6);
      expect(warnings).toEqual([]);
    },
  );

  it('reads the GAN’s own as jensenShannonFromLogits does, from tensors too', async () => {
    const [real, fake] = [tf.tensor2d([[0.5], [-1], [3]]), tf.tensor2d([[-0.5], [-1], [2]])];
    const before = tf.memory().numTensors;
    const exact = await jensenShannonFromLogits(real, fake);
    for (const divergence of [ganFDivergence, jensenShannonFDivergence]) {
      const read = await fDivergenceFromCritic(real, fake, { divergence });
      expect(read.value).toBeCloseTo(exact.value, 6);
      expect(read.standardError).toBeCloseTo(exact.standardError, 6);
    }
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([real, fake]);
  });

  it('stays finite for huge logits of JS, GAN and TV, and says where KL overflows', async () => {
    for (const divergence of [jensenShannonFDivergence, ganFDivergence]) {
      const { value } = await fDivergenceFromCritic([800, 800], [-800, -800], { divergence });
      expect(value).toBeCloseTo(Math.LN2, 6);
    }
    const tv = await fDivergenceFromCritic([800, 800], [-800, -800], {
      divergence: totalVariationFDivergence,
    });
    expect(tv.value).toBeCloseTo(1, 6);
    const kl = await fDivergenceFromCritic([0, 0], [800, 0], { divergence: klFDivergence });
    expect(kl.value).toBe(-Infinity);
    expect(kl.warnings.join()).toMatch(/overflows float32/);
  });

  it('is 0 where the critic says that p/q is 1 everywhere', async () => {
    const one: [typeof klFDivergence, number][] = [
      [klFDivergence, 1],
      [reverseKlFDivergence, 0],
      [jeffreysFDivergence, 0],
      [pearsonFDivergence, 0],
      // softplus(−v) = 1/(1 − α) = 2
      [alphaFDivergence(0.5), -Math.log(Math.expm1(2))],
    ];
    for (const [divergence, v] of one) {
      expect((await fDivergenceFromCritic([v, v], [v, v], { divergence })).value).toBeCloseTo(0, 6);
    }
  });

  it('refuses what is not a divergence', async () => {
    await expect(fDivergenceFromCritic([1, 2], [1, 2], {} as never)).rejects.toThrow(
      /^divergence: got undefined/,
    );
  });
});
