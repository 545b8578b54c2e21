import { gaussianFamily, gaussianMixtureFamily, heldOutLogLikelihood } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { drawMixture, drawNormal } from './draws';

describe('heldOutLogLikelihood', () => {
  it.each([{ folds: 5 }, { folds: 2 }, { fraction: 0.3 }])(
    'is −H(p) − KL(p‖p̂) on average: %o',
    async (how) => {
      // Of a normal p̂ fitted to m samples, E log p̂ = −½ log 2π − ½ E log v̂ − ½ E[(1 + δ²)/v̂], with m·v̂ a χ² of m − 1.
      const [count, seeds] = [60, 400];
      const trained = 'folds' in how ? count - count / how.folds! : 42;
      const digamma = (x: number) => Math.log(x) - 1 / (2 * x) - 1 / (12 * x * x);
      const expected =
        -0.5 * Math.log(2 * Math.PI) -
        0.5 * (digamma((trained - 1) / 2) + Math.log(2 / trained)) -
        0.5 * (1 + 1 / trained) * (trained / (trained - 3));
      const errors: number[] = [];
      for (let seed = 0; seed < seeds; seed++) {
        const { value } = await heldOutLogLikelihood(drawNormal(count, [0], [1], seed), gaussianFamily(), {
          ...how,
          seed,
        });
        errors.push(value - expected);
      }
      const mean = errors.reduce((sum, error) => sum + error) / seeds;
      const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (seeds - 1));
      expect(Math.abs(mean)).toBeLessThan((4 * spread) / Math.sqrt(seeds));
    },
  );

  it('says how far it is off', async () => {
    let errors = 0;
    const values: number[] = [];
    for (let seed = 0; seed < 200; seed++) {
      const estimate = await heldOutLogLikelihood(drawNormal(200, [0], [1], seed), gaussianFamily(), {
        seed,
      });
      values.push(estimate.value);
      errors += estimate.standardError / 200;
      expect(estimate.sampleSizes).toEqual({ p: 200, q: 0 });
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / 200;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 199);
    expect(Math.abs(errors / spread - 1)).toBeLessThan(4 / Math.sqrt(2 * 199) + 0.05);
  });

  it('is higher for the family that the samples are from', async () => {
    const samples = drawMixture(600, [0.5, 0.5], [[-3], [3]], [1, 1], 5);
    const gaussian = await heldOutLogLikelihood(samples, gaussianFamily());
    const mixture = await heldOutLogLikelihood(samples, gaussianMixtureFamily({ components: 2 }));
    expect(mixture.interval[0]).toBeGreaterThan(gaussian.interval[1]);
  });

  it.each<[object, RegExp]>([
    [{ folds: 1 }, /^folds: got 1;/],
    [{ fraction: 1 }, /^fraction: got 1;/],
    [{ folds: 3, fraction: 0.5 }, /^fraction: got it together with folds/],
    [{ folds: 9 }, /^samples: has 8 samples; expected at least 9/],
    [{ fraction: 0.01 }, /^fraction: holds out 1 of 8 samples; expected at least 2/],
  ])('refuses %o', async (options, message) => {
    const samples = Array.from({ length: 8 }, (_, i) => [i ** 2]);
    await expect(heldOutLogLikelihood(samples, gaussianFamily(), options)).rejects.toThrow(message);
  });
});
