import fc from 'fast-check';
import { estimateKlByNeighbors } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random';
import { fixed, gaussian, mean, type Point } from '../points';
import { kthDistance } from './kth-distance';

function klByDefinition(p: readonly Point[], q: readonly Point[], k: number): number {
  const logarithms = p.map((x, i) =>
    Math.log(
      kthDistance(x, q, k) /
        kthDistance(
          x,
          p.filter((_, j) => j !== i),
          k,
        ),
    ),
  );
  return p[0]!.length * mean(logarithms) + Math.log(q.length / (p.length - 1));
}

describe('estimateKlByNeighbors', () => {
  it('is the formula of Wang et al., for unlike sample sizes too', async () => {
    const random = createRandom(3);
    for (const [n, m, dimension, neighbors] of [
      [30, 30, 1, 1],
      [40, 25, 2, 3],
      [25, 60, 5, 4],
    ] as const) {
      const p = gaussian(random, n, dimension);
      const q = gaussian(random, m, dimension, 1);
      const { value, details } = await estimateKlByNeighbors(p, q, { neighbors });
      expect(value).toBeCloseTo(klByDefinition(p, q, neighbors), 12);
      expect(details.valueAtTwiceTheNeighbors).toBeCloseTo(klByDefinition(p, q, 2 * neighbors), 12);
    }
  });

  it('has the standard error of leaving out each sample in turn', async () => {
    const random = createRandom(4);
    const p = gaussian(random, 20, 2);
    const q = gaussian(random, 15, 2, 1);
    const without = (rows: readonly Point[], index: number) => rows.filter((_, j) => j !== index);
    const spread = (values: number[]) =>
      ((values.length - 1) / values.length) *
      values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0);
    const { standardError } = await estimateKlByNeighbors(p, q, { neighbors: 2 });
    const variance =
      spread(p.map((_, i) => klByDefinition(without(p, i), q, 2))) +
      spread(q.map((_, j) => klByDefinition(p, without(q, j), 2)));
    expect(standardError).toBeCloseTo(Math.sqrt(variance), 12);
  });

  it.each([
    ['one dimension', 1, 1, 1, 0.5],
    ['one dimension, unlike widths', 1, 0, 2, Math.LN2 + 1 / 8 - 1 / 2],
    ['two dimensions', 2, 1, 1, 0.5],
    ['two equal distributions', 2, 0, 1, 0],
  ])('covers the closed form: %s', async (_, dimension, shift, width, truth) => {
    const runs = 40;
    let covered = 0;
    let warned = 0;
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed);
      const { interval, warnings } = await estimateKlByNeighbors(
        gaussian(random, 600, dimension),
        gaussian(random, 600, dimension, shift, width),
      );
      if (interval[0] <= truth && truth <= interval[1]) covered++;
      if (warnings.some((warning) => warning.startsWith('The estimate rests'))) warned++;
    }
    // At 95 % fewer than 34 of 40 have a probability of 0.3 %.
    expect(covered).toBeGreaterThanOrEqual(34);
    expect(warned).toBeLessThanOrEqual(4);
  });

  it('says so where q has hardly any samples at p, and the truth lies above the interval', async () => {
    const random = createRandom(5);
    const { interval, warnings, details } = await estimateKlByNeighbors(
      gaussian(random, 1000, 1),
      gaussian(random, 1000, 1, 4),
    );
    expect(interval[1]).toBeLessThan(8);
    expect(details.effectiveSamplesOfQ).toBeLessThan(30);
    expect(warnings).toEqual(expect.arrayContaining([expect.stringMatching(/samples of q, of 1000/)]));
  });

  it('says so in ten dimensions', async () => {
    const random = createRandom(6);
    const { warnings } = await estimateKlByNeighbors(gaussian(random, 300, 10), gaussian(random, 300, 10, 1));
    expect(warnings).toEqual(expect.arrayContaining([expect.stringMatching(/^In 10 dimensions the bias/)]));
  });

  it('leaves out copies, with a warning, and refuses samples that are copies only', async () => {
    const random = createRandom(7);
    const p = gaussian(random, 30, 1);
    const q = gaussian(random, 30, 1);
    const { value, details, warnings } = await estimateKlByNeighbors([p[0]!, ...p], q, { neighbors: 1 });
    // Of a sample and its copy one is left: the value is as if it had come once.
    expect(value).toBe((await estimateKlByNeighbors(p, q, { neighbors: 1 })).value);
    expect(details.leftOut).toBe(1);
    expect(warnings[0]).toMatch(/^1 of p's 31 samples are copies of others, and were left out/);
    const copies = Array.from({ length: 30 }, () => [1]);
    await expect(estimateKlByNeighbors(copies, q)).rejects.toThrow(/^p: coordinate 0 is constant/);
  });

  it('does not change under translation, scaling, a turn or another order of the samples', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: -3, max: 3 }), async (seed, exponent) => {
        const random = createRandom(seed);
        const p = gaussian(random, 9, 2);
        const q = gaussian(random, 8, 2, 1);
        const move = ([x, y]: Point) => [
          2 ** exponent * (0.6 * x! - 0.8 * y!) + 3,
          2 ** exponent * (0.8 * x! + 0.6 * y!) - 1,
        ];
        const { value, standardError } = await estimateKlByNeighbors(p, q, { neighbors: 2 });
        const moved = await estimateKlByNeighbors(p.map(move).reverse(), q.map(move).reverse(), {
          neighbors: 2,
        });
        expect(moved.value).toBeCloseTo(value, 9);
        expect(moved.standardError).toBeCloseTo(standardError, 9);
      }),
      fixed,
    );
  });
});
