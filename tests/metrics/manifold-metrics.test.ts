import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import type { Estimate } from 'gan-core/estimators';
import { densityCoverage, precisionRecall } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { lehmerPoints } from './references/lehmer';

type Metric = 'precision' | 'recall' | 'density' | 'coverage';
type Row = [n: number, m: number, d: number, scale: number, shift: number, k: number, Metric, number, number];

/** Printed by tests/metrics/references/neighbors.py: scipy's distances, and the jackknife by computing all anew. */
const rows: readonly Row[] = [
  [60, 50, 2, 1.0, 0.3, 3, 'precision', 0.88, 0.09931986394548513],
  [60, 50, 2, 1.0, 0.3, 3, 'recall', 0.9166666666666666, 0.10791022110629288],
  [60, 50, 2, 1.0, 0.3, 3, 'density', 0.8333333333333334, 0.23328980049579773],
  [60, 50, 2, 1.0, 0.3, 3, 'coverage', 0.7166666666666667, 0.10615316901488184],
  [60, 80, 8, 0.8, 0.2, 5, 'precision', 0.975, 0.029701101240670838],
  [60, 80, 8, 0.8, 0.2, 5, 'recall', 0.6666666666666666, 0.1282028322228949],
  [60, 80, 8, 0.8, 0.2, 5, 'density', 1.325, 0.20607946856217674],
  [60, 80, 8, 0.8, 0.2, 5, 'coverage', 0.9666666666666667, 0.052811603294742195],
  [40, 40, 64, 1.0, 0.05, 1, 'precision', 0.65, 0.1560227514125209],
  [40, 40, 64, 1.0, 0.05, 1, 'recall', 0.45, 0.162604718477521],
  [40, 40, 64, 1.0, 0.05, 1, 'density', 1.85, 0.6389426784886346],
  [40, 40, 64, 1.0, 0.05, 1, 'coverage', 0.7, 0.15785318560335806],
  [50, 45, 150, 1.1, 0.0, 4, 'precision', 0.4666666666666667, 0.1685009366637636],
  [50, 45, 150, 1.1, 0.0, 4, 'recall', 0.98, 0.038666666666666696],
  [50, 45, 150, 1.1, 0.0, 4, 'density', 0.18888888888888888, 0.08484322374261413],
  [50, 45, 150, 1.1, 0.0, 4, 'coverage', 0.52, 0.176615474834798],
];

async function measure(...[real, generated, options]: Parameters<typeof precisionRecall>) {
  return {
    ...(await precisionRecall(real, generated, options)),
    ...(await densityCoverage(real, generated, options)),
  };
}

/** Draws of N(0, 1). */
function normal(count: number, dimension: number, seed: number, { shift = 0, scale = 1 } = {}) {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: count * dimension }, () => shift + scale * random.normal());
  return { values, dimension };
}

describe('precisionRecall and densityCoverage', () => {
  it.each(rows)(
    'of %d and %d points in %d dimensions, times %d, moved by %d, at k = %d: %s',
    async (...row) => {
      const [n, m, d, scale, shift, neighbors, metric, value, error] = row;
      const [real, generated] = [lehmerPoints(n, d, 17), lehmerPoints(m, d, 4711, { scale, shift })];
      const estimate = (await measure(real, generated, { neighbors }))[metric];
      expect(estimate.value).toBeCloseTo(value, 12);
      expect(estimate.standardError).toBeCloseTo(error, 10);
      expect(estimate.sampleSizes).toEqual({ p: n, q: m });
    },
  );

  it('are those of k = 3 and k = 5 by themselves', async () => {
    const [real, generated] = [lehmerPoints(60, 3, 17), lehmerPoints(60, 3, 4711, { shift: 0.4 })];
    expect(await precisionRecall(real, generated)).toEqual(
      await precisionRecall(real, generated, { neighbors: 3 }),
    );
    expect(await densityCoverage(real, generated)).toEqual(
      await densityCoverage(real, generated, { neighbors: 5 }),
    );
  });

  it('have the errors of samples drawn anew, or larger ones, and intervals that hold their mean', async () => {
    const runs = 60;
    const found = new Map<string, Estimate[]>();
    for (let run = 0; run < runs; run++) {
      const [real, generated] = [
        normal(100, 3, 2 * run),
        normal(80, 3, 2 * run + 1, { shift: 0.5, scale: 0.8 }),
      ];
      for (const [name, estimate] of Object.entries(await measure(real, generated)))
        found.set(name, [...(found.get(name) ?? []), estimate]);
    }
    for (const [name, estimates] of found) {
      const mean = estimates.reduce((sum, { value }) => sum + value, 0) / runs;
      const spread = Math.sqrt(
        estimates.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs - 1),
      );
      const told = Math.sqrt(estimates.reduce((sum, each) => sum + each.standardError ** 2, 0) / runs);
      // The spread of 60 draws is known to 9 %: 4 of these standard errors.
      expect(told / spread, name).toBeGreaterThan(1 - 0.36);
      expect(told / spread, name).toBeLessThan(3);
      const held = estimates.filter(({ interval: [low, high] }) => low <= mean && mean <= high).length;
      // Of 60 intervals that hold with probability 0.95, fewer than 51 do with probability 0.0005.
      expect(held, name).toBeGreaterThanOrEqual(51);
    }
  });

  it('of equal distributions have the expectations that Naeem et al. prove', async () => {
    const [n, m, k, runs] = [60, 90, 4, 60];
    let [density, coverage] = [0, 0];
    const densities: number[] = [];
    for (let run = 0; run < runs; run++) {
      const both = await densityCoverage(normal(n, 2, 2 * run), normal(m, 2, 2 * run + 1), { neighbors: k });
      densities.push(both.density.value);
      density += both.density.value / runs;
      coverage += both.coverage.value / runs;
    }
    let missed = 1;
    for (let j = 1; j <= k; j++) missed *= (n - j) / (n + m - j);
    const spread = Math.sqrt(densities.reduce((sum, each) => sum + (each - density) ** 2, 0) / (runs - 1));
    expect(Math.abs(density - 1)).toBeLessThan((4 * spread) / Math.sqrt(runs));
    // A share of 60 samples in each of 60 runs, doubled as samples share neighbors.
    expect(Math.abs(coverage - (1 - missed))).toBeLessThan(
      8 * Math.sqrt((missed * (1 - missed)) / (n * runs)),
    );
  });

  it('take copies by their convention: at radius 0 precision counts them in, density out', async () => {
    const same = Array.from({ length: 6 }, () => [1, 2]);
    const { precision, recall, density, coverage } = await measure(same, same, { neighbors: 3 });
    expect([precision.value, recall.value, density.value, coverage.value]).toEqual([1, 1, 0, 0]);
    const real = lehmerPoints(50, 4, 17);
    const copied = await measure(real, real, { neighbors: 3 });
    expect([copied.precision.value, copied.recall.value, copied.coverage.value]).toEqual([1, 1, 1]);
    // All count, yet the intervals know that there were 50 only.
    expect(copied.precision.interval[0]).toBeCloseTo(50 / (50 + 1.959964 ** 2), 6);
  });

  it('are 0 of sets far apart, with an interval that isn’t empty', async () => {
    const far = await measure(lehmerPoints(40, 3, 17), lehmerPoints(40, 3, 4711, { shift: 100 }));
    expect(Object.values(far).map(({ value }) => value)).toEqual([0, 0, 0, 0]);
    expect(far.precision.interval[0]).toBe(0);
    expect(far.precision.interval[1]).toBeGreaterThan(0.05);
  });

  it('are the same of tensors and of blocks, and leave no tensor behind', async () => {
    const [real, generated] = [lehmerPoints(40, 2, 17), lehmerPoints(40, 2, 4711)];
    const expected = await measure(real, generated);
    const halves = [0, 1].map((half) => ({
      values: generated.values.subarray(40 * half, 40 * (half + 1)),
      dimension: 2,
    }));
    expect(await measure(real, halves)).toEqual(expected);
    const tensor = tf.tensor2d(Float32Array.from(real.values), [40, 2]);
    const before = tf.memory().numTensors;
    const ofTensor = await measure(tensor, generated);
    expect(tf.memory().numTensors).toBe(before);
    expect(ofTensor).toEqual(await measure({ values: await tensor.data(), dimension: 2 }, generated));
    tensor.dispose();
  });

  it('refuse what they can’t use', async () => {
    const [real, few] = [lehmerPoints(40, 2, 17), lehmerPoints(6, 2, 17)];
    await expect(densityCoverage(real, few)).rejects.toThrow(
      /^generated: has 6 rows of features; expected at least 7 for 5 neighbors/,
    );
    await expect(precisionRecall(few, real, { neighbors: 5 })).rejects.toThrow(/^real: has 6 rows/);
    await expect(precisionRecall(real, real, { neighbors: 0 })).rejects.toThrow(/^neighbors: got 0/);
    await expect(precisionRecall(real, real, { k: 3 } as never)).rejects.toThrow(
      /^options: got the unknown key 'k'/,
    );
    const controller = new AbortController();
    const many = lehmerPoints(5000, 16, 17);
    const measured = precisionRecall(many, many, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')));
    await expect(measured).rejects.toThrow('enough');
  });
});
