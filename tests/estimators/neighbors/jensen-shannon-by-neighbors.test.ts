import '@tensorflow/tfjs-backend-cpu';
import { gaussianJensenShannon } from 'gan-core/divergences';
import {
  estimateJensenShannonByDiscriminator,
  estimateJensenShannonByNeighbors,
  type FlatSamples,
} from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { along, gaussianSamples } from '../gaussian-samples';

/** Samples of N(0, 1) along each axis, but for the mean of the first. */
function samples(count: number, dimension: number, mean: number, seed: number) {
  const means = [mean, ...along(dimension - 1, 0)];
  return gaussianSamples(count, means, along(dimension, 1), seed);
}

describe('Jensen–Shannon by neighbors', () => {
  it.each([
    [1, 0],
    [1, 1],
    [2, 0.5],
    [2, 2],
    [4, 1],
    [8, 2],
  ])('of Gaussians in %i dimensions, %f apart, holds the exact value', async (dimension, mean) => {
    const exact = gaussianJensenShannon(
      { mean: along(dimension, 0), covariance: along(dimension, 1) },
      { mean: [mean, ...along(dimension - 1, 0)], covariance: along(dimension, 1) },
    );
    const runs = 10;
    let held = 0;
    let [sum, variance] = [0, 0];
    for (let seed = 0; seed < runs; seed++) {
      const [p, q] = [samples(2000, dimension, 0, 2 * seed), samples(2000, dimension, mean, 2 * seed + 1)];
      const { value, standardError, interval } = await estimateJensenShannonByNeighbors(p, q, { seed });
      held += Number(interval[0] <= exact && exact <= interval[1]);
      sum += value / runs;
      variance += standardError ** 2 / runs ** 2;
    }
    // Fewer than 7 of 10 intervals of 95 % hold with probability 0.001. The bound stays below by its expectation.
    expect(held).toBeGreaterThanOrEqual(7);
    expect(sum).toBeLessThan(exact + 4 * Math.sqrt(variance));
  });

  it('says that it saturates where nothing overlaps, and only there', async () => {
    const exact = (mean: number) =>
      gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean, covariance: 1 });
    expect(exact(20)).toBeCloseTo(Math.LN2, 15);
    const far = await estimateJensenShannonByNeighbors(samples(2000, 1, 0, 1), samples(2000, 1, 20, 2));
    expect(far.warnings).toEqual([expect.stringMatching(/^The neighbors tell all .* saturates at log 2/)]);
    const near = await estimateJensenShannonByNeighbors(samples(2000, 1, 0, 1), samples(2000, 1, 4, 2));
    expect(exact(4)).toBeLessThan(0.97 * Math.LN2);
    expect(near.warnings).toEqual([]);
  });

  it('near log 2, where few samples overlap, the interval holds as often', async () => {
    const gaussian = (mean: number) => ({ mean, covariance: 1 });
    const runs = 40;
    let held = 0;
    for (const apart of [6, 7]) {
      const exact = gaussianJensenShannon(gaussian(0), gaussian(apart));
      for (let seed = 0; seed < runs / 2; seed++) {
        const [p, q] = [samples(2000, 1, 0, 2 * seed), samples(2000, 1, apart, 2 * seed + 1)];
        const { interval } = await estimateJensenShannonByNeighbors(p, q, { seed });
        held += Number(interval[0] <= exact && exact <= interval[1]);
      }
    }
    // Of 40 intervals that hold with probability 0.95, fewer than 34 do with probability 0.003.
    expect(held).toBeGreaterThanOrEqual(34);
  });

  it('sees structure that is finer than a default network can: modes of σ = 0.02 and 0.01', async () => {
    // 20 modes along a line, far apart: JS is that of two Gaussians of one mode.
    const exact = gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: 0, covariance: 0.25 });
    const modes = (scale: number, seed: number) => {
      const { values } = gaussianSamples(4000, [0], [scale], seed);
      return Array.from(values, (value, index) => [(index % 20) + value]);
    };
    const [p, q] = [modes(0.02, 1), modes(0.01, 2)];
    const byNeighbors = await estimateJensenShannonByNeighbors(p, q);
    const byNetwork = await estimateJensenShannonByDiscriminator(p, q);
    byNetwork.details.dispose();
    expect(byNeighbors.interval[0]).toBeLessThan(exact);
    expect(byNeighbors.interval[1]).toBeGreaterThan(exact);
    expect(byNeighbors.value).toBeGreaterThan(0.6 * exact);
    expect(byNetwork.value).toBeLessThan(0.5 * exact);
  });

  it('stays within [0, log 2] above, for equal and for disjoint distributions', async () => {
    const p = samples(400, 2, 0, 1);
    const same = await estimateJensenShannonByNeighbors(p, samples(400, 2, 0, 2));
    expect(same.interval[1]).toBeGreaterThanOrEqual(0);
    expect(same.interval[0]).toBeLessThanOrEqual(0);
    const apart = await estimateJensenShannonByNeighbors(p, samples(400, 2, 50, 3));
    expect(apart.interval[1]).toBeLessThanOrEqual(Math.LN2);
    expect(apart.value).toBeGreaterThan(0.68);
  });

  it('gives the same numbers for the same seed, and warns of copies, few samples and many dimensions', async () => {
    const [p, q] = [samples(60, 9, 0, 1), samples(60, 9, 1, 2)];
    const twice = ({ values, dimension }: FlatSamples) => ({
      values: [...Array.from(values), ...Array.from(values)],
      dimension,
    });
    const once = await estimateJensenShannonByNeighbors(twice(p), twice(q), { seed: 3 });
    const again = await estimateJensenShannonByNeighbors(twice(p), twice(q), { seed: 3 });
    expect(again).toEqual(once);
    expect(once.warnings.join()).toMatch(
      /held out: the interval is rough.*are copies of others.*In 9 dimensions/,
    );
    await expect(estimateJensenShannonByNeighbors(samples(10, 9, 0, 1), q)).rejects.toThrow(
      /^p: has 10 samples/,
    );
  });

  it.each([
    [0.9999, 16, 5],
    [0.975, 50, 6],
    [0.95, 100, undefined],
  ])(
    'with a fraction of %f held out, the discriminator has %i samples: %s coefficients are too many',
    async (heldOutFraction, kept, coefficients) => {
      const estimate = await estimateJensenShannonByNeighbors(
        samples(2000, 1, 0, 1),
        samples(2000, 1, 1, 2),
        { heldOutFraction },
      );
      expect(estimate.details.kept).toEqual({ p: kept, q: kept });
      expect(estimate.warnings).toEqual(
        coefficients === undefined
          ? []
          : [
              expect.stringMatching(
                `^Only ${kept} samples .* its ${coefficients} coefficients: the bound is loose`,
              ),
            ],
      );
    },
  );
});
