import { createRandom } from 'gan-core/distributions';
import { classifierTwoSampleTest } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';

/** Draws of N(shift, scale²). */
function normal(count: number, dimension: number, seed: number, { shift = 0, scale = 1 } = {}) {
  const random = createRandom(seed);
  return {
    values: Float64Array.from({ length: count * dimension }, () => shift + scale * random.normal()),
    dimension,
  };
}

const classifiers = ['logistic', 'nearest-neighbors'] as const;

describe('classifierTwoSampleTest', () => {
  it('comes to the best accuracy, Φ(δ/2), of two normal distributions δ apart', async () => {
    const { value, standardError, details, interval, sampleSizes } = await classifierTwoSampleTest(
      normal(4000, 1, 1),
      normal(4000, 1, 2, { shift: 2 }),
    );
    const best = 0.8413447460685429;
    expect(Math.abs(value - best)).toBeLessThan(4 * standardError);
    expect(standardError).toBeCloseTo(Math.sqrt((value * (1 - value)) / 4000), 12);
    expect(details).toEqual({ pValue: expect.any(Number), heldOut: 4000 });
    expect(details.pValue).toBeLessThan(1e-100);
    expect(interval[0]).toBeLessThan(best);
    expect(interval[1]).toBeGreaterThan(best);
    expect(sampleSizes).toEqual({ p: 4000, q: 4000 });
  });

  it('sees a difference of spreads too', async () => {
    for (const classifier of classifiers) {
      const { details } = await classifierTwoSampleTest(normal(600, 3, 1), normal(600, 3, 2, { scale: 2 }), {
        classifier,
      });
      expect(details.pValue).toBeLessThan(1e-6);
    }
  });

  it.each(classifiers)(
    'of equal distributions is ½ within its interval, its p-value even: %s',
    async (classifier) => {
      const runs = 100;
      let [held, small] = [0, 0];
      for (let run = 0; run < runs; run++) {
        const [real, generated] = [normal(60, 2, 2 * run), normal(90, 2, 2 * run + 1)];
        const { interval, details } = await classifierTwoSampleTest(real, generated, {
          classifier,
          seed: run,
        });
        held += Number(interval[0] <= 0.5 && 0.5 <= interval[1]);
        small += Number(details.pValue <= 0.1);
      }
      // Of 100 that hold with probability 0.95, fewer than 86 do with probability 0.0003.
      expect(held).toBeGreaterThanOrEqual(86);
      // Of 100 with probability 0.1 at most, more than 21 come with probability 0.0003.
      expect(small).toBeLessThanOrEqual(21);
    },
  );

  it.each([1, 5])(
    'is chance of equal distributions whose values repeat, by %i neighbors',
    async (neighbors) => {
      const rounded = (seed: number, step: number) => {
        const samples = normal(200, 2, seed);
        return { ...samples, values: samples.values.map((value) => step * Math.round(value / step)) };
      };
      for (const step of [0.1, 0.5]) {
        let hits = 0;
        let all = 0;
        for (let run = 0; run < 40; run++) {
          const [real, generated] = [rounded(2 * run, step), rounded(2 * run + 1, step)];
          const { value, details } = await classifierTwoSampleTest(real, generated, {
            classifier: 'nearest-neighbors',
            neighbors,
            seed: run,
          });
          hits += value * details.heldOut;
          all += details.heldOut;
        }
        // Held-out samples share their training samples, so that the spread is up to some √2 wider than a coin's: 5 of its standard errors.
        expect(Math.abs(hits / all - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(all));
      }
    },
  );

  it('comes to the best accuracy of two coins by neighbors, which are all equally near', async () => {
    const coins = (share: number, seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 1000 }, () => [Number(random.next() < share)]);
    };
    const { value, standardError } = await classifierTwoSampleTest(coins(0.5, 1), coins(0.9, 2), {
      classifier: 'nearest-neighbors',
    });
    // Heads are taken for generated, tails for real: (0.5 + 0.9)/2.
    expect(Math.abs(value - 0.7)).toBeLessThan(4 * standardError);
  });

  it('says so where both sides have the same samples', async () => {
    const real = normal(200, 2, 1);
    const { warnings } = await classifierTwoSampleTest(real, real);
    expect(warnings.join()).toMatch(/200 of the 200 samples of p are samples of q too/);
  });

  it('takes a generator that memorizes for worse than chance, by its neighbors', async () => {
    const real = normal(400, 5, 1);
    // Jittered: the copies are no copies to the split.
    const generated = { ...real, values: real.values.map((value, at) => value + 1e-6 * ((at % 7) - 3)) };
    const { value } = await classifierTwoSampleTest(real, generated, { classifier: 'nearest-neighbors' });
    expect(value).toBeLessThan(0.4);
  });

  it('is 1 of what can be told in full, with a p-value of 2⁻ⁿ', async () => {
    for (const classifier of classifiers) {
      const { value, details, interval } = await classifierTwoSampleTest(
        normal(40, 2, 1),
        normal(40, 2, 2, { shift: 50 }),
        { classifier },
      );
      expect(value).toBe(1);
      expect(details.pValue / 2 ** -40).toBeCloseTo(1, 8);
      expect(interval[1]).toBe(1);
    }
  });

  it('splits by its seed', async () => {
    const [real, generated] = [normal(100, 2, 1), normal(100, 2, 2)];
    const test = (seed: number) => classifierTwoSampleTest(real, generated, { seed });
    expect(await test(1)).toEqual(await test(1));
    const values = await Promise.all([1, 2, 3, 4].map(async (seed) => (await test(seed)).value));
    expect(new Set(values).size).toBeGreaterThan(1);
  });

  it('refuses what it can’t use', async () => {
    const rows = normal(20, 2, 1);
    await expect(classifierTwoSampleTest(rows, [[0, 1]])).rejects.toThrow(
      /^generated: has 1 row of features; expected at least 4/,
    );
    await expect(classifierTwoSampleTest(rows, rows, { classifier: 'svm' as never })).rejects.toThrow(
      /^classifier: got the string 'svm'; expected 'logistic' or 'nearest-neighbors'/,
    );
    await expect(classifierTwoSampleTest(rows, rows, { neighbors: 3 })).rejects.toThrow(
      /^neighbors: got a number \(3\) for logistic/,
    );
    const byNeighbors = { classifier: 'nearest-neighbors', neighbors: 21 } as const;
    await expect(classifierTwoSampleTest(rows, rows, byNeighbors)).rejects.toThrow(
      /^neighbors: got 21 of 20 samples/,
    );
    const wide = normal(10, 501, 1);
    await expect(classifierTwoSampleTest(wide, wide)).rejects.toThrow(
      /^classifier: got 501 features for logistic/,
    );
  });
});
