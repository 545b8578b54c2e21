import fc from 'fast-check';
import { estimateEnergyDistance } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random';
import { deviation, distance, evenPair, fixed, gaussian, mean, points } from '../points';
import { estimateWasserstein1, estimateWasserstein2 } from '../wasserstein-of-order';
import { leastTotal } from './least-total';

const onLine = (values: readonly number[]) => values.map((value) => [value]);

describe('estimateWasserstein1 and estimateWasserstein2', () => {
  const both = [
    ['W1', estimateWasserstein1],
    ['W2', estimateWasserstein2],
  ] as const;

  it.each(both)(
    '%s between a sample and itself moved is the move, in each dimension',
    async (_, estimate) => {
      const random = createRandom(2);
      for (const dimension of [1, 2, 5]) {
        const p = gaussian(random, 40, dimension);
        const moved = p.map((row) => row.map((value, axis) => (axis === 0 ? value + 3 : value))).reverse();
        expect((await estimate(p, moved)).value).toBeCloseTo(3, 10);
        expect((await estimate(p, [...p].reverse())).value).toBeCloseTo(0, 10);
      }
    },
  );

  it('are right by hand', async () => {
    const p = onLine([0, 0, 1, 5]);
    const q = onLine([1, 2, 2, 3, 4, 4, 6, 6]);
    // Half of each mass: 0→1, 0→2, 0→2, 0→3, 1→4, 1→4, 5→6, 5→6.
    expect((await estimateWasserstein1(p, q)).value).toBeCloseTo(16 / 8, 14);
    expect((await estimateWasserstein2(p, q)).value).toBeCloseTo(
      Math.sqrt((1 + 4 + 4 + 9 + 9 + 9 + 1 + 1) / 8),
      14,
    );
  });

  it.each(both)('%s agrees between sorting and assignment', async (_, estimate) => {
    await fc.assert(
      fc.asyncProperty(evenPair(1, 4, 12), async ([p, q]) => {
        const flat = (rows: number[][]) => rows.map(([value]) => [value!, 0]);
        expect((await estimate(flat(p), flat(q))).value).toBeCloseTo((await estimate(p, q)).value, 11);
      }),
      fixed,
    );
  });

  it.each(both)(
    '%s: symmetric, scales, ignores moves, turns and order; exact in two dimensions',
    async (_, estimate) => {
      const order = estimate === estimateWasserstein1 ? 1 : 2;
      await fc.assert(
        fc.asyncProperty(evenPair(2, 4, 6), fc.integer({ min: -3, max: 3 }), async ([p, q], exponent) => {
          const { value } = await estimate(p, q);
          const least = leastTotal(p.map((x) => q.map((y) => distance(x, y) ** order)));
          expect(value).toBeCloseTo((least / p.length) ** (1 / order), 10);
          expect((await estimate(q, p)).value).toBeCloseTo(value, 10);
          const move = ([x, y]: number[]) => [
            2 ** exponent * (0.6 * x! - 0.8 * y!) + 3,
            2 ** exponent * (0.8 * x! + 0.6 * y!),
          ];
          const moved = await estimate(p.map(move).reverse(), q.map(move));
          expect(moved.value).toBeCloseTo(2 ** exponent * value, 9);
        }),
        fixed,
      );
    },
  );

  it.each(both)('%s holds the triangle inequality on the line', async (_, estimate) => {
    await fc.assert(
      fc.asyncProperty(points(1, 4, 9), points(1, 4, 9), points(1, 4, 9), async (a, b, c) => {
        const direct = (await estimate(a, c)).value;
        const round = (await estimate(a, b)).value + (await estimate(b, c)).value;
        expect(direct).toBeLessThanOrEqual(round + 1e-11);
      }),
      fixed,
    );
  });

  it.each([
    ['W1 of N(0, 1) and N(1, 1)', estimateWasserstein1, 1, 1, 1],
    ['W1 of N(0, 1) and N(0, 3²)', estimateWasserstein1, 0, 3, 2 * Math.sqrt(2 / Math.PI)],
    ['W2 of N(0, 1) and N(1, 2²)', estimateWasserstein2, 1, 2, Math.SQRT2],
  ] as const)('cover the closed form on the line: %s', async (_, estimate, shift, width, truth) => {
    const runs = 60;
    const values: number[] = [];
    const errors: number[] = [];
    let covered = 0;
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed);
      const { value, standardError, interval } = await estimate(
        gaussian(random, 500, 1),
        gaussian(random, 400, 1, shift, width),
      );
      values.push(value);
      errors.push(standardError);
      if (interval[0] <= truth && truth <= interval[1]) covered++;
    }
    // A deviation of 60 draws has a standard error of 9 %; fewer than 51 of 60 at 95 % have a probability of 0.1 %.
    expect(Math.abs(mean(errors) / deviation(values) - 1)).toBeLessThan(0.36);
    expect(covered).toBeGreaterThanOrEqual(51);
  });

  it('say so where p and q are not told from noise, and that more dimensions add a bias', async () => {
    const random = createRandom(3);
    const near = await estimateWasserstein1(gaussian(random, 100, 1), gaussian(random, 100, 1));
    expect(near.warnings).toEqual([expect.stringMatching(/^Two halves of one sample already lie/)]);
    const far = await estimateWasserstein1(gaussian(random, 100, 1), gaussian(random, 100, 1, 3));
    expect(far.warnings).toEqual([]);
    const wide = await estimateWasserstein2(gaussian(random, 50, 4), gaussian(random, 50, 4, 9));
    expect(wide.warnings).toEqual([expect.stringMatching(/^In 4 dimensions .* n\^\(-1\/4\)/)]);
    expect(wide.bound).toBe('upper');
  });

  // W₁ of Gaussians with one covariance is the distance of their means: the best plan shifts all by it.
  it('is near the noise, with a rough interval that holds, between once and twice the distance of halves', async () => {
    const random = createRandom(1);
    const [p, q] = [gaussian(random, 300, 2), gaussian(random, 300, 2, 0.7)];
    const { value, interval, warnings, details } = await estimateWasserstein1(p, q);
    const test = (await estimateEnergyDistance(p, q)).details.permutationTest;
    expect(test?.pValue).toBeLessThan(0.01); // so they are told apart
    expect(value / details.noiseFloor).toBeGreaterThan(1);
    expect(value / details.noiseFloor).toBeLessThan(2);
    expect(interval[0]).toBeLessThan(0.7);
    expect(interval[1]).toBeGreaterThan(0.7);
    expect(warnings).toContainEqual(
      expect.stringMatching(/near the sampling noise, and the interval is rough/),
    );
    expect(warnings.join()).not.toMatch(/isn't told from|doesn't hold/);
  });

  it.each(both)('%s of equal samples has a finite standard error', async (_, estimate) => {
    const p = gaussian(createRandom(7), 30, 2);
    const { value, standardError, warnings } = await estimate(p, [...p].reverse());
    expect(value).toBeCloseTo(0, 10);
    expect(standardError).toSatisfy(Number.isFinite);
    expect(warnings[0]).toMatch(/^Two halves of one sample .* isn't told from sampling noise/);
  });

  it('refuse unequally many or too many samples in more than one dimension', async () => {
    const random = createRandom(4);
    await expect(estimateWasserstein1(gaussian(random, 5, 2), gaussian(random, 6, 2))).rejects.toThrow(
      /^q: has 6 samples where p has 5.*estimateSinkhornDivergence/,
    );
    const many = { values: new Float64Array(2 * 2001), dimension: 2 };
    await expect(estimateWasserstein2(many, many)).rejects.toThrow(
      /^p: has 2001 samples.*at most 2000.*estimateSlicedWasserstein/,
    );
  });
});
