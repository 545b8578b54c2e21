import '@tensorflow/tfjs-backend-cpu';
import { estimateKlByMaximumLikelihood, gaussianFamily, gaussianMixtureFamily } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { drawMixture, drawNormal } from '../draws';
import { drawThree } from './three-gaussians';

describe('estimateKlByMaximumLikelihood of mixtures', () => {
  it('holds the divergence that many draws give, in most of 40 seeds', async () => {
    const [p, q] = [
      {
        weights: [0.4, 0.6],
        means: [
          [-2, 0],
          [2, 0],
        ],
        deviations: [0.7, 1],
      },
      {
        weights: [0.6, 0.4],
        means: [
          [-1.5, 0.5],
          [2, 0.5],
        ],
        deviations: [1, 1.2],
      },
    ] as const;
    const density = ({ weights, means, deviations }: typeof p | typeof q, x: number, y: number) =>
      weights.reduce((sum, weight, k) => {
        const variance = deviations[k]! ** 2;
        const square = (x - means[k]![0]!) ** 2 + (y - means[k]![1]!) ** 2;
        return sum + (weight * Math.exp(-square / 2 / variance)) / (2 * Math.PI * variance);
      }, 0);
    // The integral over a grid that holds all of p.
    let truth = 0;
    for (let x = -8; x <= 10; x += 0.05)
      for (let y = -8; y <= 8; y += 0.05)
        truth += density(p, x, y) * Math.log(density(p, x, y) / density(q, x, y)) * 0.05 ** 2;
    let covered = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { interval, details, converged } = await estimateKlByMaximumLikelihood(
        drawMixture(300, p.weights, p.means, p.deviations, 2 * seed),
        drawMixture(300, q.weights, q.means, q.deviations, 2 * seed + 5000),
        { family: gaussianMixtureFamily({ components: 2 }), seed },
      );
      expect(details.method).toBe('held-out');
      expect(converged).toBe(true);
      if (interval[0] <= truth && truth <= interval[1]) covered++;
    }
    // 95 % of 40 less four standard deviations.
    expect(covered).toBeGreaterThanOrEqual(33);
  });

  it('takes a family for each side', async () => {
    const { details, value } = await estimateKlByMaximumLikelihood(
      drawThree(300, 1),
      drawNormal(300, [0, 0], [4, 4], 2),
      {
        familyP: gaussianMixtureFamily({ components: 3 }),
        familyQ: gaussianFamily(),
      },
    );
    expect([details.p.family, details.q.family]).toEqual(['Gaussian mixture', 'Gaussian']);
    expect(details.plugIn).toBeUndefined();
    expect(value).toBeGreaterThan(0.5);
  });
});
