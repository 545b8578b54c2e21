import fc from 'fast-check';
import { estimateEnergyDistance } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random';
import { distance, evenPair, fixed, gaussian } from '../points';
import { byDefinition, type PointKernel } from './by-definition';

const negativeDistance: PointKernel = (x, y) => -distance(x, y);

describe('estimateEnergyDistance', () => {
  it('is the sum over all pairs', async () => {
    const random = createRandom(6);
    const p = gaussian(random, 100, 5);
    const q = gaussian(random, 210, 5, 1);
    for (const estimator of ['unbiased', 'biased'] as const) {
      const { value } = await estimateEnergyDistance(p, q, { estimator, permutations: 0 });
      expect(value).toBeCloseTo(byDefinition(p, q, negativeDistance, estimator === 'biased'), 12);
    }
  });

  it('covers the closed form of two uniform distributions on the line', async () => {
    // 2∫(F − G)² for U(0, 1) and U(½, 3⁄2): ∫ is 2·∫₀^½ x² dx + ½·(½)² = 1/12 + 1/8.
    const truth = 2 * (1 / 12 + 1 / 8);
    let covered = 0;
    for (let seed = 0; seed < 40; seed++) {
      const random = createRandom(seed);
      const uniform = (from: number) => Array.from({ length: 150 }, () => [from + random.next()]);
      const { interval } = await estimateEnergyDistance(uniform(0), uniform(0.5), { permutations: 0 });
      if (interval[0] <= truth && truth <= interval[1]) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(34);
  });

  it('is right by hand', async () => {
    // Of 0, 1, 2 and 1, 2, 3: between 11/9 on average, within 4/3 without pairs of one sample and 8/9 with.
    const p = [[0], [1], [2]];
    const q = [[1], [2], [3]];
    expect((await estimateEnergyDistance(p, q)).value).toBeCloseTo(2 * (11 / 9) - 8 / 3, 14);
    expect((await estimateEnergyDistance(p, q, { estimator: 'biased' })).value).toBeCloseTo(
      22 / 9 - 16 / 9,
      14,
    );
  });

  it('biased: symmetric, ≥ 0, 0 for equal samples; scales, and ignores moves, turns and order', async () => {
    const energy = async (p: number[][], q: number[][]) =>
      (await estimateEnergyDistance(p, q, { estimator: 'biased', permutations: 0 })).value;
    await fc.assert(
      fc.asyncProperty(evenPair(2, 3, 8), fc.integer({ min: -3, max: 3 }), async ([p, q], exponent) => {
        const value = await energy(p, q);
        expect(value).toBeGreaterThanOrEqual(-1e-13);
        expect(await energy(q, p)).toBeCloseTo(value, 11);
        expect(await energy(p, [...p].reverse())).toBeCloseTo(0, 12);
        const move = ([x, y]: number[]) => [
          2 ** exponent * (0.6 * x! - 0.8 * y!) + 3,
          2 ** exponent * (0.8 * x! + 0.6 * y!),
        ];
        expect(await energy(p.map(move).reverse(), q.map(move))).toBeCloseTo(2 ** exponent * value, 10);
      }),
      fixed,
    );
  });
});
