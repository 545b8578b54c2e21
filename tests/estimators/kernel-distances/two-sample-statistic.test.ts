import { estimateEnergyDistance, estimateMaximumMeanDiscrepancy } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random';
import { gaussian } from '../points';
import { byDefinition, cubic } from './by-definition';

describe('the permutation test', () => {
  it('rejects equal distributions about as often as its level says, and tells others apart', async () => {
    let rejected = 0;
    let found = 0;
    const runs = 100;
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed);
      const p = gaussian(random, 40, 2);
      const options = { permutations: 99, seed };
      const same = await estimateEnergyDistance(p, gaussian(random, 50, 2), options);
      const other = await estimateEnergyDistance(p, gaussian(random, 50, 2, 1.5), options);
      if (same.details.permutationTest!.pValue <= 0.05) rejected++;
      if (other.details.permutationTest!.pValue <= 0.05) found++;
    }
    // Binomial(100, 0.05): more than 13 have a probability of 0.05 %, none at all 0.6 %.
    expect(rejected).toBeGreaterThan(0);
    expect(rejected).toBeLessThanOrEqual(13);
    expect(found).toBeGreaterThan(90);
  });

  it('comes near the share among all relabelings', async () => {
    const random = createRandom(4);
    const p = gaussian(random, 4, 2);
    const q = gaussian(random, 5, 2, 1);
    const pooled = [...p, ...q];
    for (const biased of [false, true]) {
      const observed = byDefinition(p, q, cubic, biased);
      let atLeast = 0;
      let count = 0;
      for (let mask = 0; mask < 2 ** 9; mask++) {
        const first = pooled.filter((_, i) => (mask >> i) & 1);
        if (first.length !== 4) continue;
        const second = pooled.filter((_, i) => !((mask >> i) & 1));
        count++;
        if (byDefinition(first, second, cubic, biased) >= observed - 1e-12) atLeast++;
      }
      const { details } = await estimateMaximumMeanDiscrepancy(p, q, {
        kernel: { name: 'polynomial' },
        estimator: biased ? 'biased' : 'unbiased',
        permutations: 4000,
      });
      const exact = atLeast / count;
      const bound = 4 * Math.sqrt((exact * (1 - exact)) / 4000) + 1 / 4000;
      expect(Math.abs(details.permutationTest!.pValue - exact)).toBeLessThan(bound);
    }
  });

  it('counts relabelings that tie with the observed one, however far apart the sides are', async () => {
    // Of 20 groups of three, the observed one and its complement reach the estimate: 2/20.
    const p = [[0], [0.37], [0.74]];
    for (const far of [10, 100, 1000]) {
      const q = p.map(([x]) => [x! * 1.1 + far]);
      for (const kernel of [{ name: 'rbf', bandwidth: 1 }, { name: 'polynomial' }] as const) {
        const options = { kernel, permutations: 4000, seed: 1 };
        const { details } = await estimateMaximumMeanDiscrepancy(p, q, options);
        const bound = 4 * Math.sqrt((0.1 * 0.9) / 4000) + 1 / 4000;
        expect(Math.abs(details.permutationTest!.pValue - 0.1)).toBeLessThan(bound);
      }
    }
  });

  it('is null where no permutations are asked for', async () => {
    const rows = [[0], [1], [2]];
    expect(
      (await estimateEnergyDistance(rows, rows, { permutations: 0 })).details.permutationTest,
    ).toBeNull();
  });

  it('warns where it does not tell the distributions apart', async () => {
    const random = createRandom(5);
    const same = await estimateEnergyDistance(gaussian(random, 40, 1), gaussian(random, 40, 1));
    expect(same.details.permutationTest!.pValue).toBeGreaterThan(0.05);
    expect(same.warnings[0]).toMatch(/^The permutation test doesn't tell the distributions apart/);
  });
});
