import { createRandom } from 'gan-core/distributions';
import { nearestNeighborMemorization } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { lehmerPoints } from './references/lehmer';

/** Draws of N(0, 1). */
function normal(count: number, dimension: number, seed: number) {
  const random = createRandom(seed);
  return { values: Float64Array.from({ length: count * dimension }, () => random.normal()), dimension };
}

type Row = [
  l: number,
  n: number,
  m: number,
  d: number,
  scale: number,
  shift: number,
  copies: number,
  ...number[],
];

describe('nearestNeighborMemorization', () => {
  // Printed by tests/metrics/references/memorization.py: scipy's distances and U, the authors' z-score, DeLong's error.
  it.each<Row>([
    [60, 40, 50, 2, 1.0, 0.2, 0, 0.475, 0.062461626105477355, 0.41005896118528085, 0.6591186518478306, 0.64],
    [
      80, 60, 50, 8, 0.7, 0.0, 20, 0.8263333333333334, 0.038066606472159266, -5.873937703461294, 2.1278e-9,
      0.64,
    ],
    [
      50, 50, 70, 64, 1.0, 0.0, 35, 0.7265714285714285, 0.04609991204456503, -4.21854986079116, 1.229393e-5,
      0.7,
    ],
  ])('of %d, %d and %d points in %d dimensions, times %d, moved by %d, %d copied', async (...row) => {
    const [l, n, m, d, scale, shift, copies, value, error, zScore, pValue, copied] = row;
    const training = lehmerPoints(l, d, 17);
    const generated = lehmerPoints(m, d, 4711, { scale, shift });
    generated.values.set(training.values.subarray(0, copies * d));
    const estimate = await nearestNeighborMemorization(training, lehmerPoints(n, d, 99), generated);
    expect(estimate.value).toBeCloseTo(value!, 12);
    expect(estimate.standardError).toBeCloseTo(error!, 12);
    expect(estimate.details.zScore).toBeCloseTo(zScore!, 10);
    expect(estimate.details.pValue / pValue!).toBeCloseTo(1, 4);
    expect(estimate.details.copied.value).toBeCloseTo(copied!, 12);
    expect(estimate.sampleSizes).toEqual({ p: n, q: m });
  });

  it('is ½ within its interval, and its z-score normal, where the generator draws from the data', async () => {
    const runs = 200;
    let [held, squares, below] = [0, 0, 0];
    for (let run = 0; run < runs; run++) {
      const [training, heldOut, generated] = [0, 1, 2].map((set) => normal(60, 3, 3 * run + set));
      const { interval, details } = await nearestNeighborMemorization(training!, heldOut!, generated!);
      held += Number(interval[0] <= 0.5 && 0.5 <= interval[1]);
      squares += details.zScore ** 2;
      below += Number(details.pValue < 0.1);
    }
    // Of 200 that hold with probability 0.95, fewer than 178 do with probability 0.0004.
    expect(held).toBeGreaterThanOrEqual(178);
    // The sum of 200 squares of normal draws has the standard deviation 20.
    expect(Math.abs(squares - runs)).toBeLessThan(80);
    // Of 200 with probability 0.1, more than 36 come with probability 0.0002.
    expect(below).toBeLessThanOrEqual(36);
  });

  it('has a binomial error of the near copies, whose interval holds their mean', async () => {
    const training = normal(100, 2, 1);
    const runs = 200;
    const found = [];
    for (let run = 0; run < runs; run++) {
      const { details } = await nearestNeighborMemorization(
        training,
        normal(80, 2, 2 * run + 2),
        normal(50, 2, 2 * run + 3),
      );
      found.push(details.copied);
    }
    const mean = found.reduce((sum, { value }) => sum + value, 0) / runs;
    const held = found.filter(({ interval: [low, high] }) => low <= mean && mean <= high).length;
    expect(held).toBeGreaterThanOrEqual(178);
  });

  it('tells copies by all it has', async () => {
    const training = normal(100, 5, 1);
    const copied = await nearestNeighborMemorization(training, normal(100, 5, 2), training);
    expect(copied.value).toBe(1);
    expect(copied.details.copied.value).toBe(1);
    expect(copied.details.copiedHeldOut.value).toBeLessThan(0.9);
    expect(copied.interval[1]).toBe(1);
    expect(copied.interval[0]).toBeGreaterThan(0.95);
    // All of 100 below all of 100: U = 0.
    expect(copied.details.zScore).toBeCloseTo((-5000 + 0.5) / Math.sqrt((10_000 * 201) / 12), 12);
  });

  it('refuses what it can’t use', async () => {
    const rows = [
      [0, 1],
      [2, 3],
    ];
    await expect(nearestNeighborMemorization(rows, rows, [[0, 1]])).rejects.toThrow(
      /^generated: has 1 row of features; expected at least 2/,
    );
    await expect(nearestNeighborMemorization(rows, [[1], [2]], rows)).rejects.toThrow(
      /^heldOut: has rows of 1 values/,
    );
    await expect(nearestNeighborMemorization(rows, rows, [[1], [2]])).rejects.toThrow(
      /^generated: has rows of 1 values/,
    );
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(
      nearestNeighborMemorization(rows, rows, rows, { signal: controller.signal }),
    ).rejects.toThrow('enough');
  });

  it('says so where the held-out samples are training samples', async () => {
    const random = createRandom(1);
    const draw = (count: number) => Array.from({ length: count }, () => [random.normal(), random.normal()]);
    const training = draw(200);
    const { warnings } = await nearestNeighborMemorization(training, training, draw(200));
    expect(warnings.join()).toMatch(/200 of the 200 held-out samples are training samples/);
    expect((await nearestNeighborMemorization(training, draw(200), draw(200))).warnings).toEqual([]);
    // Of three coins every sample has been seen, by chance.
    const coins = () => Array.from({ length: 200 }, () => [0, 1, 2].map(() => random.integer(2)));
    expect((await nearestNeighborMemorization(coins(), coins(), coins())).warnings).toEqual([]);
  });
});
