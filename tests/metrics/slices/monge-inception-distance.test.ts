import { createRandom, type Random } from 'gan-core/distributions';
import { estimateSlicedWasserstein } from 'gan-core/estimators';
import { type Features, mongeInceptionDistance } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { deviation, mean } from '../../estimators/points';
import { inRows, referenceRows } from '../reference-rows';

/** Half of them 0, as features behind a ReLU. */
function rectified(random: Random, count: number, dimension: number, shift: number) {
  const values = Float64Array.from({ length: count * dimension }, () => shift + Math.max(0, random.normal()));
  return { values, dimension };
}

describe('mongeInceptionDistance', () => {
  it("has numpy's value over evenly spaced directions of the plane, but for what random ones leave", async () => {
    const [p, q] = [referenceRows(60, 2, 11), referenceRows(60, 2, 12, { shift: 0.3, scale: 1.2 })];
    const { value, details } = await mongeInceptionDistance(p, q, { projections: 20_000 });
    // tests/references/feature-metrics.py
    expect(Math.abs(value - 1.4639293460145046)).toBeLessThan(4 * details.projectionStandardError);
    expect(details.projectionStandardError).toBeLessThan(0.01);
    expect((await mongeInceptionDistance(inRows(p, 7), q, { projections: 20_000 })).value).toBe(value);
  });

  it('is 3·W₂² of one feature, of any numbers of samples', async () => {
    const random = createRandom(1);
    const [x, y] = [7, 5].map((count) =>
      Array.from({ length: count }, () => random.normal()).sort((a, b) => a - b),
    );
    // Each sample 5 and 7 times: 35 of either, of one size.
    const many = (values: number[], times: number) =>
      values.flatMap((value) => new Array<number>(times).fill(value));
    const [xs, ys] = [many(x!, 5), many(y!, 7)];
    const expected = 3 * mean(xs.map((value, i) => (value - ys[i]!) ** 2));
    const points = (values: number[]) => values.map((value) => [value]);
    const { value, details } = await mongeInceptionDistance(points(x!), points(y!), { projections: 3 });
    expect(value).toBeCloseTo(expected, 12);
    expect(details.projectionStandardError).toBeLessThan(1e-10);
  });

  it('is three times the squared length of a shift, and 0 of the same samples', async () => {
    const rows = referenceRows(300, 16, 3);
    expect((await mongeInceptionDistance(rows, rows, { projections: 50 })).value).toBe(0);
    const shifted = { ...rows, values: rows.values.map((value) => value + 0.5) };
    const { value, standardError } = await mongeInceptionDistance(rows, shifted);
    expect(Math.abs(value - 3 * 16 * 0.25)).toBeLessThan(4 * standardError);
    const other = await mongeInceptionDistance(shifted, rows);
    expect(other.value).toBeCloseTo(value, 10);
  });

  it('is 3d times the square of the sliced distance', async () => {
    const [p, q] = [referenceRows(300, 2, 5), referenceRows(200, 2, 6, { scale: 1.5 })];
    const options = { projections: 60, seed: 4 };
    const ours = await mongeInceptionDistance(p, q, options);
    const sliced = await estimateSlicedWasserstein(p, q, options);
    expect(ours.value / (6 * sliced.value ** 2)).toBeCloseTo(1, 10);
  });

  it.each([
    [8, 0.5, 200],
    [32, 0.1, 100],
    [1, 0.5, 2],
  ])(
    'covers its expectation: %d features, shift %d, %d directions',
    async (dimension, shift, projections) => {
      const runs = 60;
      const values: number[] = [];
      const errors: number[] = [];
      const intervals: (readonly [number, number])[] = [];
      for (let seed = 0; seed < runs; seed++) {
        const random = createRandom(seed);
        const estimate = await mongeInceptionDistance(
          rectified(random, 200, dimension, 0),
          rectified(random, 150, dimension, shift),
          { projections, seed },
        );
        values.push(estimate.value);
        errors.push(estimate.standardError);
        intervals.push(estimate.interval);
      }
      // A deviation of 60 draws has a standard error of 9 %; near 0 the error is up to √2 too large.
      const ratio = mean(errors) / deviation(values);
      expect(ratio).toBeGreaterThan(0.7);
      expect(ratio).toBeLessThan(1.7);
      const expectation = mean(values);
      const covered = intervals.filter(([low, high]) => low <= expectation && expectation <= high).length;
      // 95 % of 60 less 4 standard errors.
      expect(covered).toBeGreaterThanOrEqual(50);
    },
  );

  it('hears its signal', async () => {
    const controller = new AbortController();
    const rows = referenceRows(3000, 64, 1);
    const work = mongeInceptionDistance(rows, rows, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(work).rejects.toThrow('enough');
  });

  const four = [[1], [2], [3], [4]];
  it.each<[string, unknown[], RegExp]>([
    ['three rows', [four, [[1], [2], [3]]], /^generated: has 3 rows of features; expected at least 4/],
    [
      'one direction',
      [four, four, { projections: 1 }],
      /^projections: got 1; expected a whole number, at least 2/,
    ],
    ['another name', [four, four, { order: 2 }], /^options: got the unknown key 'order'/],
  ])('refuses %s', async (_, given, message) => {
    await expect(mongeInceptionDistance(...(given as [Features, Features]))).rejects.toThrow(message);
  });
});
