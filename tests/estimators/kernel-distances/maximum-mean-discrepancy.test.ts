import fc from 'fast-check';
import { estimateMaximumMeanDiscrepancy, type Kernel } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random';
import { deviation, distance, evenPair, fixed, gaussian, mean, type Point } from '../points';
import { byDefinition, cubic, type PointKernel } from './by-definition';

const rbf =
  (bandwidth: number): PointKernel =>
  (x, y) =>
    Math.exp(-((distance(x, y) / bandwidth) ** 2) / 2);

const kernels: [string, Kernel, PointKernel][] = [
  ['rbf', { name: 'rbf', bandwidth: 0.7 }, rbf(0.7)],
  [
    'rbf-mixture',
    { name: 'rbf-mixture', bandwidths: [0.5, 2] },
    (x, y) => (rbf(0.5)(x, y) + rbf(2)(x, y)) / 2,
  ],
  ['polynomial', { name: 'polynomial' }, cubic],
];

describe('estimateMaximumMeanDiscrepancy', () => {
  it.each(kernels)('is the sum over all pairs: %s', async (_, kernel, pointKernel) => {
    const random = createRandom(1);
    // More than one tile of pairs on either side.
    const p = gaussian(random, 210, 3);
    const q = gaussian(random, 130, 3, 1);
    for (const estimator of ['unbiased', 'biased'] as const) {
      const { value } = await estimateMaximumMeanDiscrepancy(p, q, { kernel, estimator, permutations: 0 });
      const expected = byDefinition(p, q, pointKernel, estimator === 'biased');
      expect(Math.abs(value - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));
    }
  });

  it.each(kernels)(
    'has the standard error of leaving out each sample in turn: %s',
    async (_, kernel, pointKernel) => {
      const random = createRandom(2);
      const p = gaussian(random, 14, 2);
      const q = gaussian(random, 11, 2, 1);
      const without = (rows: readonly Point[], index: number) => rows.filter((_, j) => j !== index);
      const spread = (values: number[]) =>
        ((values.length - 1) ** 2 / values.length) * deviation(values) ** 2;
      for (const estimator of ['unbiased', 'biased'] as const) {
        const biased = estimator === 'biased';
        const { standardError } = await estimateMaximumMeanDiscrepancy(p, q, { kernel, estimator });
        const variance =
          spread(p.map((_, i) => byDefinition(without(p, i), q, pointKernel, biased))) +
          spread(q.map((_, j) => byDefinition(p, without(q, j), pointKernel, biased)));
        expect(standardError / Math.sqrt(variance)).toBeCloseTo(1, 10);
      }
    },
  );

  it('takes the median distance for its bandwidth', async () => {
    const { details } = await estimateMaximumMeanDiscrepancy([[0], [1], [3]], [[7], [7.5], [20]]);
    const values = [0, 1, 3, 7, 7.5, 20];
    const distances = values.flatMap((x, i) => values.slice(i + 1).map((y) => y - x)).sort((a, b) => a - b);
    expect(details.kernel).toEqual({ name: 'rbf', bandwidth: distances[7] });
    const { details: mixture } = await estimateMaximumMeanDiscrepancy([[0], [1], [3]], [[7], [7.5], [20]], {
      kernel: { name: 'rbf-mixture' },
    });
    expect(mixture.kernel).toEqual({
      name: 'rbf-mixture',
      bandwidths: [0.25, 0.5, 1, 2, 4].map((factor) => factor * distances[7]!),
    });
  });

  it('takes a median of many samples that is near the whole one', async () => {
    const random = createRandom(3);
    const { details } = await estimateMaximumMeanDiscrepancy(
      gaussian(random, 1500, 1),
      gaussian(random, 1500, 1),
      {
        permutations: 0,
      },
    );
    // ‖x − x′‖ of two standard normal ones has the median √2 · Φ⁻¹(3/4); 1,000 points give it to about 2 %.
    const { kernel } = details;
    expect(kernel.name === 'rbf' && kernel.bandwidth / (Math.SQRT2 * 0.6744897501960817)).toBeCloseTo(1, 1);
  });

  it.each([0.5, 1])('covers the closed form for Gaussians, shifted by %d', async (shift) => {
    // E k(x, y) = (σ²/(σ² + 2))^(d/2) exp(−shift²/(2(σ² + 2))) for unit variances, d = 2, σ = 1.
    const truth = (2 / 3) * (1 - Math.exp(-(shift ** 2) / 6));
    const runs = 40;
    const values: number[] = [];
    const errors: number[] = [];
    let covered = 0;
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed);
      const { value, standardError, interval } = await estimateMaximumMeanDiscrepancy(
        gaussian(random, 100, 2),
        gaussian(random, 100, 2, shift),
        { kernel: { name: 'rbf', bandwidth: 1 }, permutations: 0 },
      );
      values.push(value);
      errors.push(standardError);
      if (interval[0] <= truth && truth <= interval[1]) covered++;
    }
    expect(Math.abs(mean(values) - truth)).toBeLessThan((4 * deviation(values)) / Math.sqrt(runs));
    // A deviation of 40 draws has a standard error of 11 %.
    expect(Math.abs(mean(errors) / deviation(values) - 1)).toBeLessThan(0.4);
    expect(covered).toBeGreaterThanOrEqual(34);
  });

  it.each<[string, unknown, RegExp]>([
    ['a kernel’s name', { kernel: 'rbf' }, /^kernel: got the string 'rbf'/],
    ['an unknown kernel', { kernel: { name: 'laplace' } }, /^kernel: got an object with name; expected/],
    [
      'a key of another kernel',
      { kernel: { name: 'rbf', degree: 2 } },
      /^kernel: got the unknown key 'degree'/,
    ],
    ['a negative bandwidth', { kernel: { name: 'rbf', bandwidth: -1 } }, /^kernel.bandwidth: got -1;/],
    [
      'no bandwidths',
      { kernel: { name: 'rbf-mixture', bandwidths: [] } },
      /^kernel.bandwidths: got an array of 0/,
    ],
    ['half a degree', { kernel: { name: 'polynomial', degree: 1.5 } }, /^kernel.degree: got 1.5/],
    ['another estimator', { estimator: 'linear' }, /^estimator: got the string 'linear'/],
    ['negative permutations', { permutations: -1 }, /^permutations: got -1;/],
    ['an unknown option', { bandwidth: 1 }, /^options: got the unknown key 'bandwidth'/],
  ])('refuses %s', async (_, options, message) => {
    const rows = [[0], [1], [2]];
    await expect(estimateMaximumMeanDiscrepancy(rows, rows, options as object)).rejects.toThrow(message);
  });

  it('refuses a median distance of 0', async () => {
    const copies = [[1], [1], [1]];
    await expect(estimateMaximumMeanDiscrepancy(copies, copies)).rejects.toThrow(
      /^kernel: the median distance/,
    );
  });
});

describe('biased MMD² with an RBF kernel', () => {
  it('is symmetric, in [0, 2], 0 for equal samples, and ignores moves, turns and order', async () => {
    const discrepancy = async (p: number[][], q: number[][]) =>
      (
        await estimateMaximumMeanDiscrepancy(p, q, {
          kernel: { name: 'rbf', bandwidth: 5 },
          estimator: 'biased',
          permutations: 0,
        })
      ).value;
    await fc.assert(
      fc.asyncProperty(evenPair(2, 3, 8), async ([p, q]) => {
        const value = await discrepancy(p, q);
        expect(value).toBeGreaterThanOrEqual(-1e-14);
        expect(value).toBeLessThanOrEqual(2);
        expect(await discrepancy(q, p)).toBeCloseTo(value, 13);
        expect(await discrepancy(p, [...p].reverse())).toBeCloseTo(0, 13);
        const move = ([x, y]: number[]) => [0.6 * x! - 0.8 * y! + 3, 0.8 * x! + 0.6 * y! - 1];
        expect(await discrepancy(p.map(move).reverse(), q.map(move))).toBeCloseTo(value, 12);
      }),
      fixed,
    );
  });
});
