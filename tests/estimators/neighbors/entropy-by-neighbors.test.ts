import fc from 'fast-check';
import { estimateEntropyByNeighbors } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random';
import { fixed, gaussian, mean, points } from '../points';
import { kthDistance } from './kth-distance';

describe('estimateEntropyByNeighbors', () => {
  it('is the formula of Kozachenko and Leonenko', async () => {
    const p = gaussian(createRandom(8), 30, 3);
    const { value } = await estimateEntropyByNeighbors(p, { neighbors: 2 });
    const logarithms = p.map((x, i) =>
      Math.log(
        kthDistance(
          x,
          p.filter((_, j) => j !== i),
          2,
        ),
      ),
    );
    let harmonic = 0;
    for (let i = 1; i < 30; i++) harmonic += 1 / i;
    // ψ(n) − ψ(2) = H₂₉ − H₁
    expect(value).toBeCloseTo(harmonic - 1 + Math.log((4 / 3) * Math.PI) + 3 * mean(logarithms), 12);
  });

  it.each([1, 2, 3])('covers the entropy of a Gaussian in %i dimensions', async (dimension) => {
    const truth = (dimension / 2) * Math.log(2 * Math.PI * Math.E);
    let covered = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { interval } = await estimateEntropyByNeighbors(gaussian(createRandom(seed), 600, dimension));
      if (interval[0] <= truth && truth <= interval[1]) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(34);
  });

  it('grows by d·log c when the samples are scaled by c', async () => {
    await fc.assert(
      fc.asyncProperty(points(2, 8, 16), fc.integer({ min: -4, max: 4 }), async (rows, exponent) => {
        fc.pre(new Set(rows.map(String)).size === rows.length);
        const scaled = rows.map((row) => row.map((value) => value * 2 ** exponent));
        const { value } = await estimateEntropyByNeighbors(rows, { neighbors: 1 });
        const after = await estimateEntropyByNeighbors(scaled, { neighbors: 1 });
        expect(after.value - value).toBeCloseTo(2 * exponent * Math.LN2, 9);
      }),
      fixed,
    );
  });
});
