import { createRandom } from 'gan-core/distributions';
import { generalizationGap } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { lehmerPoints } from './references/lehmer';

/** Draws of N(0, 1). */
function normal(count: number, dimension: number, seed: number) {
  const random = createRandom(seed);
  return { values: Float64Array.from({ length: count * dimension }, () => random.normal()), dimension };
}

type Row = [l: number, n: number, m: number, d: number, noise: number, gap: number, error: number];

describe('generalizationGap', () => {
  // Printed by tests/metrics/references/generalization_gap.py: torch's autograd and Adam, in float64.
  it.each<Row>([
    [60, 50, 40, 3, 1.0, -25.14324561602217, 7.90313759299381],
    [80, 60, 70, 16, 0.1, -3031.134520086121, 191.1454971027349],
    [50, 40, 50, 64, 0.0, -3.287408906625852e17, 6613779477436761.0],
  ])(
    'of %d, %d and %d points in %d dimensions, copied with noise of %d',
    async (l, n, m, d, noise, gap, error) => {
      const training = lehmerPoints(l, d, 17);
      const generated = lehmerPoints(m, d, 4711);
      if (noise < 1)
        for (const [at, value] of generated.values.entries())
          generated.values[at] = training.values[at]! + noise * value;
      const estimate = await generalizationGap(training, lehmerPoints(n, d, 99), generated);
      expect(estimate.value / gap).toBeCloseTo(1, 6);
      expect(estimate.standardError / error).toBeCloseTo(1, 6);
      expect(estimate.warnings.some((warning) => /copies/.test(warning))).toBe(gap < -1000);
    },
  );

  it('has an interval for the mean gap of one mixture', async () => {
    // The mixture stays, as all training samples are fitted to; those held out are drawn anew. Scaled by them, it moves a little too.
    const [training, generated] = [normal(150, 2, 1), normal(150, 2, 2)];
    const runs = 60;
    const found = [];
    for (let run = 0; run < runs; run++)
      found.push(await generalizationGap(training, normal(100, 2, 10 + run), generated, { samples: 100 }));
    const mean = found.reduce((sum, { value }) => sum + value, 0) / runs;
    const held = found.filter(({ interval: [low, high] }) => low <= mean && mean <= high).length;
    // Of 60 that hold with probability 0.95, fewer than 51 do with probability 0.0005.
    expect(held).toBeGreaterThanOrEqual(51);
  });

  it('draws by its seed where there are more samples than asked for', async () => {
    const [training, heldOut, generated] = [1, 2, 3].map((seed) => normal(60, 2, seed));
    const gap = (seed: number) => generalizationGap(training!, heldOut!, generated!, { samples: 20, seed });
    expect(await gap(1)).toEqual(await gap(1));
    expect((await gap(1)).value).not.toBe((await gap(2)).value);
  });

  it('refuses what it can’t use', async () => {
    const rows = [
      [0, 1],
      [2, 3],
    ];
    await expect(generalizationGap(rows, rows, [[0, 1]])).rejects.toThrow(
      /^generated: has 1 row of features/,
    );
    await expect(generalizationGap(rows, rows, [[1], [2]])).rejects.toThrow(
      /^generated: has rows of 1 values/,
    );
    await expect(generalizationGap(rows, rows, rows, { samples: 1 })).rejects.toThrow(/^samples: got 1/);
  });
});
