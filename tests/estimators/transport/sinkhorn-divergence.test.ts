import fc from 'fast-check';
import { estimateSinkhornDivergence } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random';
import { deviation, distance, evenPair, fixed, gaussian, mean, type Point } from '../points';
import { estimateWasserstein1, estimateWasserstein2 } from '../wasserstein-of-order';

/**
 * min ⟨C, π⟩ + ε·KL(π‖p ⊗ q), by Sinkhorn's scaling of the plan itself: plain matrices, no logarithms, no annealing, and the
 * primal objective.
 */
function transportByScaling(
  p: readonly Point[],
  q: readonly Point[],
  order: number,
  epsilon: number,
): number {
  const cost = p.map((x) => q.map((y) => distance(x, y) ** order));
  let plan = cost.map((row) => row.map((value) => Math.exp(-value / epsilon) / (p.length * q.length)));
  for (let iteration = 0; iteration < 4000; iteration++) {
    plan = plan.map((row) => {
      const total = row.reduce((sum, value) => sum + value, 0) * p.length;
      return row.map((value) => value / total);
    });
    const columns = q.map((_, j) => plan.reduce((sum, row) => sum + row[j]!, 0) * q.length);
    plan = plan.map((row) => row.map((value, j) => value / columns[j]!));
  }
  const terms = plan.flatMap((row, i) =>
    row.map((mass, j) => mass * (cost[i]![j]! + epsilon * Math.log(mass * p.length * q.length))),
  );
  return terms.reduce((sum, value) => sum + value, 0);
}

function byDefinition(p: readonly Point[], q: readonly Point[], order: number, epsilon: number): number {
  return (
    transportByScaling(p, q, order, epsilon) -
    transportByScaling(p, p, order, epsilon) / 2 -
    transportByScaling(q, q, order, epsilon) / 2
  );
}

describe('estimateSinkhornDivergence', () => {
  it.each([
    [1, 1, 0.5],
    [2, 1, 1],
    [2, 2, 2],
    [3, 2, 0.7],
  ] as const)(
    'is what scaling the plan gives: %i dimensions, order %i, ε %d',
    async (dimension, order, epsilon) => {
      const random = createRandom(1);
      const p = gaussian(random, 12, dimension);
      const q = gaussian(random, 9, dimension, 1);
      const { value, converged, details } = await estimateSinkhornDivergence(p, q, {
        order,
        epsilon,
        tolerance: 1e-10,
      });
      expect(converged).toBe(true);
      expect(details.marginalError).toBeLessThanOrEqual(1e-10);
      expect(value).toBeCloseTo(byDefinition(p, q, order, epsilon), 9);
      // The tolerance that comes by default leaves far less of an error than itself.
      const quick = await estimateSinkhornDivergence(p, q, { order, epsilon });
      expect(Math.abs(quick.value - value)).toBeLessThan(1e-7 * epsilon);
    },
  );

  it.each([
    [1, estimateWasserstein1],
    [2, estimateWasserstein2],
  ] as const)(
    'goes to the Wasserstein distance’s power %i as ε goes to 0, steadily in the end',
    async (order, exact) => {
      const random = createRandom(2);
      const p = gaussian(random, 20, 2);
      const q = gaussian(random, 20, 2, 2);
      const limit = (await exact(p, q)).value ** order;
      const gaps = [];
      for (const epsilon of [0.1, 0.03, 0.01, 0.003]) {
        const { value, converged } = await estimateSinkhornDivergence(p, q, {
          order,
          epsilon,
          tolerance: 1e-4,
          iterations: 5000,
        });
        expect(converged).toBe(true);
        gaps.push(Math.abs(value - limit));
      }
      // Between samples, S and the limit are at most ε(log n + log m) apart.
      expect(gaps[3]).toBeLessThan(0.003 * 2 * Math.log(20));
      expect(gaps[3]).toBeLessThan(gaps[0]! / 3);
    },
  );

  it('of large ε goes to half the energy distance for order 1', async () => {
    // Genevay, Peyré & Cuturi 2018, Theorem 1: half the squared MMD with −C for a kernel.
    const random = createRandom(3);
    const p = gaussian(random, 15, 2);
    const q = gaussian(random, 11, 2, 1);
    const average = (a: Point[], b: Point[]) => mean(a.flatMap((x) => b.map((y) => distance(x, y))));
    const energy = 2 * average(p, q) - average(p, p) - average(q, q);
    const { value } = await estimateSinkhornDivergence(p, q, { order: 1, epsilon: 1e5, tolerance: 1e-13 });
    expect(value).toBeCloseTo(energy / 2, 4);
  });

  it('is the closed form for Gaussians', async () => {
    // Janati et al. 2020: equal variances cancel, what is left is the squared shift.
    const values = [];
    let covered = 0;
    for (let seed = 0; seed < 30; seed++) {
      const random = createRandom(seed);
      const [p, q] = [gaussian(random, 150, 1), gaussian(random, 150, 1, 2)];
      const { value, interval } = await estimateSinkhornDivergence(p, q, { epsilon: 1 });
      values.push(value);
      if (interval[0] <= 4 && 4 <= interval[1]) covered++;
    }
    expect(Math.abs(mean(values) - 4)).toBeLessThan((4 * deviation(values)) / Math.sqrt(30));
    // At 95 % fewer than 25 of 30 have a probability of 0.3 %.
    expect(covered).toBeGreaterThanOrEqual(25);
  });

  it('has a standard error that is the deviation over draws', async () => {
    const results = [];
    for (let seed = 0; seed < 40; seed++) {
      const random = createRandom(seed);
      const [p, q] = [gaussian(random, 80, 2), gaussian(random, 100, 2, 1.5)];
      results.push(await estimateSinkhornDivergence(p, q, { epsilon: 0.5 }));
    }
    const spread = deviation(results.map(({ value }) => value));
    // A deviation of 40 draws has a standard error of 11 %.
    expect(Math.abs(mean(results.map(({ standardError }) => standardError)) / spread - 1)).toBeLessThan(0.45);
  });

  it('is ≥ 0, 0 for equal samples, symmetric, scales, and ignores moves, turns and order', async () => {
    const divergence = async (p: number[][], q: number[][], epsilon: number) =>
      (await estimateSinkhornDivergence(p, q, { epsilon, tolerance: 1e-9, iterations: 5000 })).value;
    await fc.assert(
      fc.asyncProperty(evenPair(2, 4, 5), fc.integer({ min: -2, max: 2 }), async ([p, q], exponent) => {
        const value = await divergence(p, q, 200);
        const close = (actual: number, expected: number) =>
          expect(Math.abs(actual - expected)).toBeLessThan(1e-7 * (1 + expected));
        expect(value).toBeGreaterThan(-1e-7);
        close(await divergence(q, p, 200), value);
        close(await divergence(p, [...p].reverse(), 200), 0);
        const move = ([x, y]: number[]) => [
          2 ** exponent * (0.6 * x! - 0.8 * y!) + 3,
          2 ** exponent * (0.8 * x! + 0.6 * y!),
        ];
        const moved = await divergence(p.map(move).reverse(), q.map(move), 4 ** exponent * 200);
        close(moved / 4 ** exponent, value);
      }),
      fixed,
    );
  });

  it('says so where it ran out of iterations', async () => {
    const random = createRandom(4);
    const [p, q] = [gaussian(random, 40, 2), gaussian(random, 40, 2, 1)];
    const { converged, warnings, details } = await estimateSinkhornDivergence(p, q, {
      epsilon: 0.01,
      iterations: 2,
    });
    expect(converged).toBe(false);
    expect(details.marginalError).toBeGreaterThan(1e-5);
    expect(warnings).toEqual(
      expect.arrayContaining([expect.stringMatching(/^After 2 iterations a marginal is still off/)]),
    );
  });

  it('sets ε by the median distance, and refuses one of 0', async () => {
    const { details } = await estimateSinkhornDivergence([[0], [1], [2], [3]], [[0], [1], [2], [3]]);
    // Of the 28 distances 4 are 0, 12 are 1, 8 are 2, 4 are 3: the median is 1.
    expect(details.epsilon).toBeCloseTo(0.05, 14);
    const copies = [[1], [1], [1], [1]];
    await expect(estimateSinkhornDivergence(copies, copies)).rejects.toThrow(/^epsilon: the median distance/);
  });

  it.each<[string, object, RegExp]>([
    ['order 3', { order: 3 }, /^order: got a number \(3\); expected 1 or 2/],
    ['ε 0', { epsilon: 0 }, /^epsilon: got 0;/],
    ['a tolerance that is no number', { tolerance: Number.NaN }, /^tolerance: got NaN;/],
    ['no iterations', { iterations: 0 }, /^iterations: got 0;/],
    ['an unknown option', { regularization: 1 }, /^options: got the unknown key 'regularization'/],
  ])('refuses %s', async (_, options, message) => {
    const rows = [[0], [1], [2], [3]];
    await expect(estimateSinkhornDivergence(rows, rows, options)).rejects.toThrow(message);
  });
});
