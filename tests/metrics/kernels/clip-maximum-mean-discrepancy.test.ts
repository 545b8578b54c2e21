import { createRandom } from 'gan-core/distributions';
import { clipMaximumMeanDiscrepancy, type Features } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { deviation, gaussian, mean } from '../../estimators/points';
import { referenceRows } from '../reference-rows';

const [p, q] = [referenceRows(200, 6, 1), referenceRows(150, 6, 2, { shift: 0.1, scale: 1.3 })];
const times = (rows: typeof p, factor: number) => ({ ...rows, values: rows.values.map((x) => factor * x) });

describe('clipMaximumMeanDiscrepancy', () => {
  // tests/references/feature-metrics.py, the authors' formula in float64.
  it.each([
    [1, 5.090738705662234],
    [20, 78.52697994928121],
  ])("has the authors' value of features times %d", async (factor, expected) => {
    const { value, details } = await clipMaximumMeanDiscrepancy(times(p, factor), times(q, factor));
    expect(Math.abs(value - expected)).toBeLessThan(1e-8);
    expect(details).toMatchObject({ bandwidth: 10, scale: 1000, subsets: 1 });
    const other = await clipMaximumMeanDiscrepancy(times(q, factor), times(p, factor));
    expect(other.value).toBeCloseTo(value, 10);
  });

  it('has the bandwidth and the scale that it is told', async () => {
    const wide = await clipMaximumMeanDiscrepancy(p, q, { bandwidth: 0.5, scale: 1 });
    expect(wide.value).toBeCloseTo(
      (await clipMaximumMeanDiscrepancy(times(p, 20), times(q, 20))).value / 1000,
      12,
    );
  });

  it('is 0 of the same samples with the pairs of each with itself, and below it without', async () => {
    const { value, details } = await clipMaximumMeanDiscrepancy(p, p);
    expect(Math.abs(value)).toBeLessThan(1e-10);
    expect(details.unbiased).toBeLessThan(0);
  });

  it.each<[number, number | 'all']>([
    [0.5, 'all'],
    [1, 'all'],
    [0, 'all'],
  ])('covers the closed form for Gaussians, shifted by %d', async (shift, subsets) => {
    // E k(x, y) = (σ²/(σ² + 2))^(d/2) exp(−shift²/(2(σ² + 2))) for unit variances, d = 2, σ = 1; one coordinate is shifted.
    const within = 1 / 3;
    const unbiased = 2 * within * (1 - Math.exp(-(shift ** 2) / 6));
    const truth = unbiased + (2 * (1 - within)) / 100;
    const runs = 60;
    const values: number[] = [];
    const errors: number[] = [];
    let covered = 0;
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed);
      const [x, y] = [gaussian(random, 100, 2), gaussian(random, 100, 2, shift)];
      const options = { bandwidth: 1, scale: 1, subsets, seed };
      const estimate = await clipMaximumMeanDiscrepancy(x, y, options);
      values.push(estimate.value);
      errors.push(estimate.standardError);
      if (estimate.interval[0] <= truth && truth <= estimate.interval[1]) covered++;
    }
    expect(Math.abs(mean(values) - truth)).toBeLessThan((4 * deviation(values)) / Math.sqrt(runs));
    // A deviation of 60 draws has a standard error of 9 %.
    expect(Math.abs(mean(errors) / deviation(values) - 1)).toBeLessThan(0.45);
    // 95 % of 60 less 4 standard errors.
    expect(covered).toBeGreaterThanOrEqual(50);
  });

  it("puts subsets together to all samples' value, within the error that it tells", async () => {
    const random = createRandom(1);
    const [x, y] = [gaussian(random, 4000, 2), gaussian(random, 500, 2, 0.3)];
    const all = await clipMaximumMeanDiscrepancy(x, y, { bandwidth: 1, subsets: 'all' });
    const some = await clipMaximumMeanDiscrepancy(x, y, { bandwidth: 1, subsets: 2 });
    expect(some.details.subsets).toBe(2);
    // Both see all samples, but not all pairs: what these add is the difference.
    const ofPairs = Math.sqrt(Math.max(0, some.standardError ** 2 - all.standardError ** 2));
    expect(Math.abs(some.value - all.value)).toBeLessThan(4 * ofPairs + 0.05 * all.standardError);
    expect(some.standardError).toBeGreaterThan(all.standardError);
  });

  it('warns of a bandwidth that sees no differences, or nothing but them', async () => {
    expect((await clipMaximumMeanDiscrepancy(p, q, { bandwidth: 1 })).warnings).toEqual([]);
    const { warnings } = await clipMaximumMeanDiscrepancy(p, q, { bandwidth: 1000 });
    expect(warnings).toEqual([
      expect.stringMatching(/^The kernel is 1\.000 on average: the samples lie within/),
    ]);
    const narrow = await clipMaximumMeanDiscrepancy(p, q, { bandwidth: 0.001 });
    expect(narrow.warnings).toEqual([
      expect.stringMatching(/^The kernel is .* the samples lie many bandwidths \(0.001\) apart/),
    ]);
  });

  it('hears its signal', async () => {
    const controller = new AbortController();
    const rows = referenceRows(3000, 64, 1);
    const work = clipMaximumMeanDiscrepancy(rows, rows, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(work).rejects.toThrow('enough');
  });

  const three = [[1], [2], [3]];
  it.each<[string, unknown[], RegExp]>([
    ['two rows', [three, [[1], [2]]], /^generated: has 2 rows of features; expected at least 3/],
    ['a bandwidth of 0', [three, three, { bandwidth: 0 }], /^bandwidth: got 0/],
    ['an infinite scale', [three, three, { scale: Infinity }], /^scale: got Infinity/],
    [
      'some subsets',
      [three, three, { subsets: 'some' }],
      /^subsets: got the string 'some'; expected 'all' or a whole number/,
    ],
    ['no subsets', [three, three, { subsets: 0 }], /^subsets: got 0/],
    ['another name', [three, three, { sigma: 3 }], /^options: got the unknown key 'sigma'/],
  ])('refuses %s', async (_, given, message) => {
    await expect(clipMaximumMeanDiscrepancy(...(given as [Features, Features]))).rejects.toThrow(message);
  });
});
