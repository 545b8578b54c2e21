import fc from 'fast-check';
import {
  type EstimateOptions,
  estimateEnergyDistance,
  estimateSlicedWasserstein,
  estimateWasserstein,
  type Samples,
} from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { solveAssignment } from '../../../src/estimators/transport/assignment';
import { transportOnLine } from '../../../src/estimators/transport/one-dimensional-transport';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';
import { deviation, distance, evenPair, fixed, gaussian, mean, points } from '../points';

const estimateWasserstein1 = (p: Samples, q: Samples, options: EstimateOptions = {}) =>
  estimateWasserstein(p, q, { ...options, order: 1 });

const estimateWasserstein2 = (p: Samples, q: Samples, options: EstimateOptions = {}) =>
  estimateWasserstein(p, q, { ...options, order: 2 });

/** The least total over all permutations, tried one by one. */
function leastTotal(cost: number[][], row = 0, taken = 0): number {
  if (row === cost.length) return 0;
  let least = Infinity;
  cost.forEach((_, column) => {
    if ((taken >> column) & 1) return;
    least = Math.min(least, cost[row]![column]! + leastTotal(cost, row + 1, taken | (1 << column)));
  });
  return least;
}

const sorted = (values: number[]) => Float64Array.from(values).sort();
const onLine = (values: readonly number[]) => values.map((value) => [value]);

describe('solveAssignment', () => {
  it('finds the least total of all permutations, with a dual solution that proves it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 7 }).chain((size) => {
          const row = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: size, maxLength: size });
          return fc.array(row, { minLength: size, maxLength: size });
        }),
        async (cost) => {
          const { columnOf, rowPotentials, columnPotentials } = await solveAssignment(
            cost.map((row) => Float64Array.from(row)),
            createPauses(),
          );
          expect([...columnOf].sort()).toEqual(cost.map((_, column) => column));
          const total = cost.reduce((sum, row, i) => sum + row[columnOf[i]!]!, 0);
          expect(total).toBe(leastTotal(cost));
          cost.forEach((row, i) => {
            row.forEach((value, j) => {
              expect(rowPotentials[i]! + columnPotentials[j]!).toBeLessThanOrEqual(value);
            });
            expect(rowPotentials[i]! + columnPotentials[columnOf[i]!]!).toBe(row[columnOf[i]!]);
          });
        },
      ),
      fixed,
    );
  });

  it('proves its optimum on 120 points', async () => {
    const random = createRandom(1);
    const [p, q] = [gaussian(random, 120, 2), gaussian(random, 120, 2)];
    const rows = p.map((x) => Float64Array.from(q, (y) => distance(x, y)));
    const cost = rows.flatMap((row) => [...row]);
    const solution = await solveAssignment(rows, createPauses());
    const primal = p.reduce((sum, _, i) => sum + cost[i * 120 + solution.columnOf[i]!]!, 0);
    const dual = [...solution.rowPotentials, ...solution.columnPotentials].reduce(
      (sum, value) => sum + value,
      0,
    );
    expect(Math.abs(primal - dual)).toBeLessThan(1e-11);
    cost.forEach((value, at) => {
      const slack =
        value - solution.rowPotentials[Math.floor(at / 120)]! - solution.columnPotentials[at % 120]!;
      expect(slack).toBeGreaterThan(-1e-12);
    });
  });
});

describe('transportOnLine', () => {
  it('is ∫|F⁻¹ − G⁻¹|^order, for unlike sample sizes too', async () => {
    await fc.assert(
      fc.asyncProperty(
        points(1, 1, 9),
        points(1, 1, 9),
        fc.constantFrom(1 as const, 2 as const),
        async (p, q, order) => {
          const [x, y] = [sorted(p.flat()), sorted(q.flat())];
          // On a grid of n·m cells both quantile functions are constant.
          const cells = x.length * y.length;
          const quantiles = Array.from({ length: cells }, (_, cell) => {
            const gap = x[Math.floor(cell / y.length)]! - y[Math.floor(cell / x.length)]!;
            return Math.abs(gap) ** order;
          });
          expect((await transportOnLine(x, y, order, createPauses())).cost).toBeCloseTo(mean(quantiles), 11);
        },
      ),
      fixed,
    );
  });

  it('has potentials that prove the optimum: φ(x) + ψ(y) ≤ c(x, y), and their means make the cost', async () => {
    await fc.assert(
      fc.asyncProperty(
        points(1, 2, 8),
        points(1, 2, 8),
        fc.constantFrom(1 as const, 2 as const),
        async (p, q, order) => {
          const [x, y] = [sorted(p.flat()), sorted(q.flat())];
          const { cost, potentialsP, potentialsQ } = await transportOnLine(x, y, order, createPauses());
          // The constant between the two is the largest that the constraints allow.
          let constant = Infinity;
          x.forEach((a, i) => {
            y.forEach((b, j) => {
              constant = Math.min(constant, Math.abs(a - b) ** order - potentialsP[i]! - potentialsQ[j]!);
            });
          });
          expect(mean([...potentialsP]) + mean([...potentialsQ]) + constant).toBeCloseTo(cost, 9);
        },
      ),
      fixed,
    );
  });
});

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

describe('estimateSlicedWasserstein', () => {
  it('is the Wasserstein distance in one dimension', async () => {
    const random = createRandom(5);
    const [p, q] = [gaussian(random, 30, 1), gaussian(random, 45, 1, 1)];
    for (const [order, exact] of [
      [1, estimateWasserstein1],
      [2, estimateWasserstein2],
    ] as const) {
      const { value, details } = await estimateSlicedWasserstein(p, q, { order, projections: 5 });
      expect(value).toBeCloseTo((await exact(p, q)).value, 12);
      expect(details.projectionStandardError).toBeLessThan(1e-12);
    }
  });

  it.each([
    // E|θ₁|² = 1/d; E|θ₁| = ½ on the sphere of ℝ³.
    ['order 2', 2, 3 / Math.sqrt(3)],
    ['order 1', 1, 3 / 2],
  ] as const)(
    'of a sample and itself moved by 3 in ℝ³ is known, within the directions’ error: %s',
    async (_, order, truth) => {
      const p = gaussian(createRandom(6), 50, 3);
      const moved = p.map(([x, y, z]) => [x! + 3, y!, z!]);
      let beyond = 0;
      for (let seed = 0; seed < 20; seed++) {
        const { value, details } = await estimateSlicedWasserstein(p, moved, {
          order,
          seed,
          projections: 100,
        });
        expect(details.projectionStandardError).toBeGreaterThan(0.02);
        if (Math.abs(value - truth) > 2 * details.projectionStandardError) beyond++;
      }
      // Of 20 at 5 % more than 4 have a probability of 0.3 %.
      expect(beyond).toBeLessThanOrEqual(4);
    },
  );

  it('has an interval that holds its expectation', async () => {
    const results = [];
    for (let seed = 0; seed < 40; seed++) {
      const random = createRandom(seed);
      const [p, q] = [gaussian(random, 200, 3), gaussian(random, 200, 3, 2)];
      results.push(await estimateSlicedWasserstein(p, q, { seed, projections: 50 }));
    }
    const expectation = mean(results.map(({ value }) => value));
    // The bias is small: W₂ of two shifted Gaussians is the shift along each direction.
    expect(Math.abs(expectation - 2 / Math.sqrt(3))).toBeLessThan(0.05);
    const covered = results.filter(
      ({ interval: [lower, upper] }) => lower <= expectation && expectation <= upper,
    );
    expect(covered.length).toBeGreaterThanOrEqual(34);
  });

  it('takes images: 150,528 values are more than a call takes arguments', async () => {
    const dimension = 224 * 224 * 3;
    const images = (shift: number) => ({
      values: Float32Array.from({ length: 4 * dimension }, (_, i) => shift + (i % 7) / 10),
      dimension,
    });
    const { value, details } = await estimateSlicedWasserstein(images(0), images(1), { projections: 2 });
    // Every value moved by 1: along a direction u by |Σ u|, of mean square 1 over the sphere, less than 4 by far.
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(4);
    expect(details.projections).toBe(2);
  });

  it('is symmetric, at most W2, scales, and ignores moves and order', async () => {
    const sliced = async (p: number[][], q: number[][]) =>
      (await estimateSlicedWasserstein(p, q, { projections: 8 })).value;
    await fc.assert(
      fc.asyncProperty(evenPair(2, 4, 6), fc.integer({ min: -3, max: 3 }), async ([p, q], exponent) => {
        const value = await sliced(p, q);
        expect(await sliced(q, p)).toBeCloseTo(value, 10);
        expect(await sliced(p, [...p].reverse())).toBeCloseTo(0, 10);
        const move = (row: number[]) => row.map((coordinate) => 2 ** exponent * coordinate + 3);
        expect(await sliced(p.map(move).reverse(), q.map(move))).toBeCloseTo(2 ** exponent * value, 9);
        expect(value).toBeLessThanOrEqual((await estimateWasserstein2(p, q)).value + 1e-10);
      }),
      fixed,
    );
  });
});
