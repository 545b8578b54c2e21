import fc from 'fast-check';
import { klDivergence } from 'gan-core/divergences';
import { categoricalFamily, estimateKlByMaximumLikelihood, maximumLikelihood } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random';
import { drawOutcomes } from './draws';

const runs = { seed: 1922, numRuns: 1000 } as const;
const outcomes = (...values: number[]) => ({ values, dimension: 1 });
const manyOutcomes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 40 });

describe('categoricalFamily', () => {
  it('fits relative frequencies', async () => {
    const { parameters, logLikelihood, logDensity } = await maximumLikelihood(
      outcomes(0, 2, 2, 2),
      categoricalFamily(3),
    );
    expect(parameters.probabilities).toEqual([0.25, 0, 0.75]);
    expect(logLikelihood).toBeCloseTo((Math.log(0.25) + 3 * Math.log(0.75)) / 4, 15);
    expect(logDensity([1])).toBe(-Infinity);
    expect(logDensity([0.5])).toBe(-Infinity);
    expect(logDensity([3])).toBe(-Infinity);
  });

  it('adds pseudo-counts', async () => {
    const { parameters } = await maximumLikelihood(
      outcomes(0, 2, 2, 2),
      categoricalFamily(3, { smoothing: 0.5 }),
    );
    const expected = [1.5, 0.5, 3.5].map((count) => count / 5.5);
    parameters.probabilities.forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k]!, 15);
    });
  });

  it('no other probabilities make the samples likelier, and the order of the samples says nothing', async () => {
    const weights = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(manyOutcomes, weights, async (values, others) => {
        const fit = await maximumLikelihood(outcomes(...values), categoricalFamily(5));
        const sum = others.reduce((a, b) => a + b);
        const other = values.reduce((total, k) => total + Math.log(others[k]! / sum), 0) / values.length;
        expect(fit.logLikelihood).toBeGreaterThanOrEqual(other - 1e-12);
        const turned = await maximumLikelihood(outcomes(...values.reverse()), categoricalFamily(5));
        expect(turned.parameters).toEqual(fit.parameters);
      }),
      runs,
    );
  });

  it('draws each outcome as often as it is probable, and none that is not', async () => {
    const density = await maximumLikelihood(outcomes(0, 2, 2, 2, 4), categoricalFamily(5));
    const count = 20_000;
    const drawn = density.sample(count, createRandom(3));
    const counts = [0, 0, 0, 0, 0];
    for (const value of Array.from(drawn.values)) counts[value]! += 1;
    density.parameters.probabilities.forEach((probability, k) => {
      const error = Math.sqrt((probability * (1 - probability)) / count);
      expect(Math.abs(counts[k]! / count - probability)).toBeLessThanOrEqual(5 * error);
    });
  });

  it('the likeliest member of a family is the one of least KL from the empirical distribution', () => {
    // Binomial(4, θ) over a grid of θ: Σ log P(xᵢ; θ) and KL(p̂‖P(θ)) pick the same θ, their sum being −H(p̂) everywhere.
    const binomial = (theta: number) =>
      [1, 4, 6, 4, 1].map((choose, k) => choose * theta ** k * (1 - theta) ** (4 - k));
    fc.assert(
      fc.property(manyOutcomes, (values) => {
        const empirical = [0, 1, 2, 3, 4].map(
          (k) => values.filter((each) => each === k).length / values.length,
        );
        const entropy = empirical.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
        let worst = 0;
        const grid = Array.from({ length: 199 }, (_, i) => {
          const probabilities = binomial((i + 1) / 200);
          const likelihood = values.reduce((sum, k) => sum + Math.log(probabilities[k]!), 0) / values.length;
          const divergence = klDivergence(empirical, probabilities);
          worst = Math.max(worst, Math.abs(likelihood + divergence + entropy));
          return { likelihood, divergence };
        });
        expect(worst).toBeLessThan(1e-11);
        const likeliest = grid.reduce(
          (best, each, i) => (each.likelihood > grid[best]!.likelihood ? i : best),
          0,
        );
        const nearest = grid.reduce(
          (best, each, i) => (each.divergence < grid[best]!.divergence ? i : best),
          0,
        );
        // Two neighbors on the grid may tie to the last digit.
        if (likeliest !== nearest) {
          expect(Math.abs(grid[likeliest]!.divergence - grid[nearest]!.divergence)).toBeLessThan(1e-13);
        }
        // θ̂ = mean/4 in closed form.
        const closed = values.reduce((sum, k) => sum + k, 0) / values.length / 4;
        const theta = (likeliest + 1) / 200;
        expect(Math.abs(theta - Math.min(Math.max(closed, 1 / 200), 199 / 200))).toBeLessThanOrEqual(
          1 / 400 + 1e-9,
        );
      }),
      runs,
    );
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a single outcome', () => categoricalFamily(1), /^count: got 1;/],
    ['negative smoothing', () => categoricalFamily(3, { smoothing: -1 }), /^smoothing: got -1;/],
    [
      'an unknown key',
      () => categoricalFamily(3, { alpha: 1 } as object),
      /^options: got the unknown key 'alpha'/,
    ],
    [
      'a sample that is no outcome',
      () => maximumLikelihood(outcomes(0, 3), categoricalFamily(3)),
      /^samples: sample 1 is 3; expected a whole number from 0 to 2/,
    ],
    [
      'one-hot rows',
      () =>
        maximumLikelihood(
          [
            [0, 1],
            [1, 0],
          ],
          categoricalFamily(2),
        ),
      /^samples: has points of 2 coordinates; expected one.*index/,
    ],
    [
      'two numbers of outcomes',
      () =>
        estimateKlByMaximumLikelihood(outcomes(0, 1), outcomes(0, 1), {
          familyP: categoricalFamily(2),
          familyQ: categoricalFamily(3),
        }),
      /^familyQ: has 3 outcomes where familyP has 2/,
    ],
  ])('refuses %s', async (_, act, message) => {
    await expect((async () => act())()).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });
});

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
