import { createRandom } from 'gan-core/distributions';
import { clippedDensityCoverage } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { lehmerPoints } from './references/lehmer';

/** Draws of N(0, 1), of which the last few lie far off. */
function partlyGood(count: number, dimension: number, good: number, seed: number) {
  const random = createRandom(seed);
  const values = Float64Array.from(
    { length: count * dimension },
    (_, at) => random.normal() + (at < good * count * dimension ? 0 : 1000),
  );
  return { values, dimension };
}

type Row = [
  n: number,
  m: number,
  d: number,
  scale: number,
  shift: number,
  k: number,
  density: number,
  coverage: number,
];

describe('clippedDensityCoverage', () => {
  // Printed by tests/metrics/references/clipped.py: scipy's distances and beta-binomial distribution.
  it.each<Row>([
    [60, 50, 2, 1.0, 0.3, 3, 0.8635514018691588, 0.7254901960784313],
    [61, 80, 8, 0.8, 0.2, 5, 1.0, 0.9259259259259259],
    [70, 90, 64, 1.0, 0.05, 5, 1.0, 1.0],
    [50, 45, 150, 1.1, 0.0, 4, 0.26900584795321636, 0.1956521739130435],
    [100, 100, 3, 1.0, 0.0, 5, 1.0, 1.0],
  ])('of %d and %d points in %d dimensions, times %d, moved by %d, at k = %d', async (...row) => {
    const [n, m, d, scale, shift, neighbors, density, coverage] = row;
    const generated = lehmerPoints(m, d, 4711, { scale, shift });
    const found = await clippedDensityCoverage(lehmerPoints(n, d, 17), generated, { neighbors });
    expect(found.density.value).toBeCloseTo(density, 12);
    expect(found.coverage.value).toBeCloseTo(coverage, 12);
  });

  it('is the share of good samples on average, with intervals that hold it', async () => {
    const runs = 40;
    const [densities, coverages]: [number[], number[]] = [[], []];
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const [real, generated] = [partlyGood(300, 3, 1, 2 * run), partlyGood(300, 3, 0.6, 2 * run + 1)];
      const { density, coverage } = await clippedDensityCoverage(real, generated, { seed: run });
      densities.push(density.value);
      coverages.push(coverage.value);
      for (const {
        interval: [low, high],
      } of [density, coverage])
        held += Number(low <= 0.6 && 0.6 <= high);
    }
    for (const values of [densities, coverages]) {
      const mean = values.reduce((sum, value) => sum + value, 0) / runs;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (runs - 1));
      // The normalizer is measured on the real samples themselves, which biases density by a little.
      expect(Math.abs(mean - 0.6)).toBeLessThan((4 * spread) / Math.sqrt(runs) + 0.01);
    }
    // Of 80 that hold with probability 0.95, fewer than 67 do with probability 0.0003.
    expect(held).toBeGreaterThanOrEqual(67);
  });

  it('isn’t moved by an outlier among the real samples, in whose ball all junk lies', async () => {
    const real = partlyGood(200, 2, 1, 1);
    real.values.fill(1000, 0, 2);
    const junk = { values: partlyGood(200, 2, 1, 2).values.map((value) => value + 500), dimension: 2 };
    const { density, coverage } = await clippedDensityCoverage(real, junk);
    expect(density.value).toBe(0);
    expect(coverage.value).toBeLessThan(0.05);
  });

  it('refuses what it can’t use', async () => {
    const real = lehmerPoints(40, 2, 17);
    await expect(clippedDensityCoverage(real, lehmerPoints(23, 2, 17))).rejects.toThrow(
      /^generated: has 23 rows of features; expected at least 24 for 5 neighbors/,
    );
    await expect(clippedDensityCoverage(real, real, { neighbors: 0.5 })).rejects.toThrow(
      /^neighbors: got 0.5/,
    );
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(clippedDensityCoverage(real, real, { signal: controller.signal })).rejects.toThrow('enough');
  });
});
