import fc from 'fast-check';
import { klDivergence } from 'gan-core/divergences';
import { categoricalFamily, estimateKlByMaximumLikelihood, maximumLikelihood } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random';

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
