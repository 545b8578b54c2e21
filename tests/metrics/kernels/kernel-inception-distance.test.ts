import { createRandom, type Random } from 'gan-core/distributions';
import { type Features, kernelInceptionDistance } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { deviation, mean } from '../../estimators/points';
import { inRows, referenceRows } from '../reference-rows';

/** Skewed features, as behind a ReLU. */
function rectified(random: Random, count: number, shift: number) {
  const values = Float64Array.from({ length: count * 8 }, () => shift + Math.max(0, random.normal()));
  return { values, dimension: 8 };
}

describe('kernelInceptionDistance', () => {
  it("has numpy's value of the U-statistic over all pairs", async () => {
    const [p, q] = [referenceRows(150, 6, 1), referenceRows(150, 6, 2, { shift: 0.1, scale: 1.3 })];
    const { value, details } = await kernelInceptionDistance(p, q);
    // tests/references/feature-metrics.py
    expect(Math.abs(value - 1.2002032225906003)).toBeLessThan(1e-10);
    expect(details).toEqual({ subsets: 1, subsetSize: 150, subsetDeviation: 0 });
    const inBlocks = await kernelInceptionDistance(inRows(p, 40), inRows(q, 1));
    expect(inBlocks.value).toBe(value);
    expect((await kernelInceptionDistance(q, p)).value).toBeCloseTo(value, 10);
  });

  it('is the mean over subsets that are dealt: each sample once before any comes again', async () => {
    // Values that only one pair of subsets has: 4 subsets of 5 of 20 samples use all of them.
    const rows = Array.from({ length: 20 }, (_, i) => [i]);
    const cube = (x: number, y: number) => (x * y + 1) ** 3;
    let expected = 0;
    for (let i = 0; i < 20; i++) for (let j = 0; j < 20; j++) expected += cube(i, j) / 400;
    const seeds = Array.from({ length: 200 }, (_, seed) => seed);
    const values: number[] = [];
    for (const seed of seeds) {
      const { value, details } = await kernelInceptionDistance(rows, rows, {
        subsets: 4,
        subsetSize: 5,
        seed,
      });
      values.push(value);
      expect([details.subsets, details.subsetSize]).toEqual([4, 5]);
    }
    // Both sides are the same 20 values: within leaves the diagonal out, across has it.
    let diagonal = 0;
    for (let i = 0; i < 20; i++) diagonal += cube(i, i) / 20;
    const within = (expected * 20 - diagonal) / 19;
    const truth = 2 * within - 2 * expected;
    expect(Math.abs(mean(values) - truth)).toBeLessThan((4 * deviation(values)) / Math.sqrt(200));
  });

  it.each([
    [0, 40, 50],
    [0.1, 40, 50],
    [0.5, 40, 50],
    [0.5, 3, 50],
    [0.5, 1, 200],
  ])('covers its expectation: shift %d, %d subsets of %d', async (shift, subsets, subsetSize) => {
    const runs = 60;
    const values: number[] = [];
    const errors: number[] = [];
    const intervals: (readonly [number, number])[] = [];
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed);
      const estimate = await kernelInceptionDistance(
        rectified(random, subsetSize === 200 ? 200 : 400, 0),
        rectified(random, subsetSize === 200 ? 200 : 300, shift),
        { subsets, subsetSize, seed },
      );
      values.push(estimate.value);
      errors.push(estimate.standardError);
      intervals.push(estimate.interval);
    }
    const truth = kidOfShift(shift);
    expect(Math.abs(mean(values) - truth)).toBeLessThan((4 * deviation(values)) / Math.sqrt(runs));
    // A deviation of 60 draws has a standard error of 9 %.
    expect(Math.abs(mean(errors) / deviation(values) - 1)).toBeLessThan(0.4);
    // 95 % of 60 less 4 standard errors.
    const covered = intervals.filter(([low, high]) => low <= truth && truth <= high).length;
    expect(covered).toBeGreaterThanOrEqual(50);
  });

  it('hears its signal', async () => {
    const controller = new AbortController();
    const rows = referenceRows(3000, 64, 1);
    const work = kernelInceptionDistance(rows, rows, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(work).rejects.toThrow('enough');
  });

  const three = [[1], [2], [3]];
  it.each<[string, unknown[], RegExp]>([
    ['two rows', [three, [[1], [2]]], /^generated: has 2 rows of features; expected at least 3/],
    ['too large subsets', [three, three, { subsetSize: 4 }], /^subsetSize: got 4; expected 3 at most/],
    [
      'too small subsets',
      [three, three, { subsetSize: 2 }],
      /^subsetSize: got 2; expected a whole number, at least 3/,
    ],
    ['what overflows', [[[1e60], [2], [3]], three], /^real: the cubes of its products with generated/],
    ['no subsets', [three, three, { subsets: 0 }], /^subsets: got 0/],
    ['another name', [three, three, { subset_size: 3 }], /^options: got the unknown key 'subset_size'/],
  ])('refuses %s', async (_, given, message) => {
    await expect(kernelInceptionDistance(...(given as [Features, Features]))).rejects.toThrow(message);
  });
});

/**
 * E k(x, x′) + E k(y, y′) − 2E k(x, y) in closed form: E(xᵀy/d + 1)³ of independent x and y, whose coordinates are independent
 * with the raw moments a₁, a₂, a₃ and b₁, b₂, b₃, is 1 + 3S₁/d + 3S₂/d² + S₃/d³, S being the moments of Σ xᵢyᵢ.
 */
function kidOfShift(shift: number): number {
  const d = 8;
  // Of max(0, z), z standard normal: E = 1/√(2π), E² = 1/2, E³ = 2/√(2π).
  const [m1, m2, m3] = [1 / Math.sqrt(2 * Math.PI), 0.5, 2 / Math.sqrt(2 * Math.PI)];
  const moments = (by: number) => [
    m1 + by,
    m2 + 2 * by * m1 + by ** 2,
    m3 + 3 * by * m2 + 3 * by ** 2 * m1 + by ** 3,
  ];
  const kernel = (a: number[], b: number[]) => {
    const [s1, s2, s3] = [0, 1, 2].map((k) => a[k]! * b[k]!) as [number, number, number];
    const first = d * s1;
    const second = d * s2 + d * (d - 1) * s1 ** 2;
    const third = d * s3 + 3 * d * (d - 1) * s2 * s1 + d * (d - 1) * (d - 2) * s1 ** 3;
    return 1 + (3 * first) / d + (3 * second) / d ** 2 + third / d ** 3;
  };
  const [x, y] = [moments(0), moments(shift)];
  return kernel(x, x) + kernel(y, y) - 2 * kernel(x, y);
}
