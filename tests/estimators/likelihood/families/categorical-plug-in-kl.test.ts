import { klDivergence } from 'gan-core/divergences';
import { categoricalFamily, estimateKlByMaximumLikelihood } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { drawOutcomes } from '../draws';

const outcomes = (...values: number[]) => ({ values, dimension: 1 });

describe('estimateKlByMaximumLikelihood of categorical distributions', () => {
  it('says so where rare outcomes leave the interval too narrow, seen or smoothed', async () => {
    // (.98, .02) against (.995, .005): at 50 samples a side 31 % of 95 % intervals held 0.01284, at 200 some 75 %.
    for (const [count, smoothing] of [
      [50, 0.5],
      [200, 0],
    ] as const) {
      const draw = (rare: number) => Array.from({ length: count }, (_, index) => [index < rare ? 1 : 0]);
      const family = categoricalFamily(2, { smoothing });
      for (const [p, q] of [
        [draw(4), draw(1)],
        [draw(count / 2), draw(9)],
      ] as const) {
        const { warnings } = await estimateKlByMaximumLikelihood(p, q, { family });
        expect(warnings.join()).toMatch(/One outcome came fewer than 10 times/);
      }
      const many = await estimateKlByMaximumLikelihood(draw(count / 2), draw(10), { family });
      expect(many.warnings.join()).not.toMatch(/fewer than 10/);
    }
  });

  it('plugs the frequencies into the exact sum', async () => {
    const { details } = await estimateKlByMaximumLikelihood(outcomes(0, 0, 1, 2), outcomes(0, 1, 1, 1, 2), {
      family: categoricalFamily(3),
    });
    const expected = 0.5 * Math.log(0.5 / 0.2) + 0.25 * Math.log(0.25 / 0.6) + 0.25 * Math.log(0.25 / 0.2);
    expect(details.plugIn).toBeCloseTo(expected, 15);
  });

  it('is infinite, and says why, where q was never seen to have an outcome of p', async () => {
    const options = [outcomes(0, 1, 2, 2), outcomes(0, 1, 1, 0)] as const;
    const plain = await estimateKlByMaximumLikelihood(...options, { family: categoricalFamily(3) });
    expect(plain).toMatchObject({ value: Infinity, standardError: Infinity, interval: [0, Infinity] });
    expect(plain.warnings[0]).toMatch(/no mass on a sample of p.*smoothing/);
    const smooth = await estimateKlByMaximumLikelihood(...options, {
      family: categoricalFamily(3, { smoothing: 0.5 }),
    });
    expect(smooth.details.plugIn).toBeLessThan(Infinity);
    expect(smooth.warnings).toEqual([
      expect.stringMatching(/^The 1.5 pseudo-counts weigh much against 4 samples of p/),
      expect.stringMatching(/^The 1.5 pseudo-counts weigh much against 4 samples of q/),
      expect.stringMatching(/^There are 4 samples for 3 outcomes/),
      expect.stringMatching(/^3 outcomes came fewer than 10 times/),
    ]);
  });

  it('an outcome that only q has adds nothing', async () => {
    const { details } = await estimateKlByMaximumLikelihood(outcomes(0, 0, 0), outcomes(0, 1, 0), {
      family: categoricalFamily(2),
    });
    expect(details.plugIn).toBeCloseTo(Math.log(3 / 2), 15);
  });

  it('says that one outcome tells nothing', async () => {
    const estimate = await estimateKlByMaximumLikelihood(outcomes(1, 1), outcomes(1, 1), {
      family: categoricalFamily(2),
    });
    expect(estimate).toMatchObject({ value: 0, standardError: 0, interval: [0, 0] });
    expect(estimate.warnings[0]).toMatch(/^Both samples hold a single outcome/);
  });

  it.each<[string, readonly number[], readonly number[], number]>([
    ['equal', [0.2, 0.3, 0.5], [0.2, 0.3, 0.5], 200],
    ['near', [0.3, 0.7], [0.35, 0.65], 1000],
    ['far', [0.1, 0.2, 0.7], [0.5, 0.3, 0.2], 200],
    ['ten outcomes', [0.02, 0.06, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.14, 0.18], new Array(10).fill(0.1), 1000],
  ])(
    '%s: its interval holds KL in 180 to 198 of 200 seeds, its value is right on average',
    async (_, p, q, count) => {
      const truth = klDivergence(p, q);
      let covered = 0;
      const errors: number[] = [];
      for (let seed = 0; seed < 200; seed++) {
        const estimate = await estimateKlByMaximumLikelihood(
          drawOutcomes(count, p, seed),
          drawOutcomes(count, q, seed + 1000),
          { family: categoricalFamily(p.length) },
        );
        if (estimate.interval[0] <= truth && truth <= estimate.interval[1]) covered++;
        errors.push(estimate.details.unclipped - truth);
      }
      expect(covered).toBeGreaterThanOrEqual(180);
      expect(covered).toBeLessThanOrEqual(198);
      const mean = errors.reduce((sum, error) => sum + error) / 200;
      const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / 199 / 200);
      expect(Math.abs(mean)).toBeLessThan(4 * spread);
    },
  );
});
