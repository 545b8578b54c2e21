import { estimateCrossEntropy, gaussianFamily, maximumLikelihood } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { drawNormal } from './draws';
import { exponential } from './exponential-family';

describe('estimateCrossEntropy', () => {
  it('is the mean of −log q, held by its interval', async () => {
    // H(N(1, 1), N(0, 4)) = ½ log 8π + (1 + 1)/8.
    const density = {
      logDensity: ({ 0: x }: ArrayLike<number>) => -0.5 * Math.log(8 * Math.PI) - x! ** 2 / 8,
    };
    const truth = 0.5 * Math.log(8 * Math.PI) + 0.25;
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { interval } = await estimateCrossEntropy(drawNormal(100, [1], [1], seed), density);
      if (interval[0] <= truth && truth <= interval[1]) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(180);
    expect(covered).toBeLessThanOrEqual(198);
  });

  it("has Student's interval, and a warning where there are few samples", async () => {
    // −log q is ½(x − 1)² + ½ log 2π: of x = 0, 1, 2 it is ½, 0, ½ and the constant; t₂ at 0.975 is 0.95/√(2·0.975·0.025).
    const model = { logDensity: ({ 0: v }: ArrayLike<number>) => -0.5 * (v! - 1) ** 2 };
    const { value, interval, warnings } = await estimateCrossEntropy([[0], [1], [2]], model);
    const reach = (0.95 / Math.sqrt(2 * 0.975 * 0.025)) * Math.sqrt(1 / 12 / 3);
    expect(value).toBeCloseTo(1 / 3, 14);
    expect(interval[1] - value).toBeCloseTo(reach, 10);
    expect(warnings.join()).toMatch(/Only 3 samples: the interval is rough/);
  });

  it('of the samples fitted to is minus the log-likelihood', async () => {
    const samples = drawNormal(50, [0, 0], [1, 2], 1);
    const fit = await maximumLikelihood(samples, gaussianFamily());
    const estimate = await estimateCrossEntropy(samples, fit);
    expect(estimate.value).toBeCloseTo(-fit.logLikelihood, 14);
    expect(estimate).toMatchObject({
      unit: 'nats',
      estimator: 'cross-entropy',
      sampleSizes: { p: 50, q: 0 },
    });
  });

  it('is infinite where q has no mass, and says so', async () => {
    const estimate = await estimateCrossEntropy(
      [[-1], [2]],
      await maximumLikelihood([[1], [2]], exponential),
    );
    expect(estimate).toMatchObject({ value: Infinity, standardError: Infinity });
    expect(estimate.warnings[0]).toMatch(/^The density is 0 at a sample/);
  });

  it('refuses what is no density, and samples of another space', async () => {
    await expect(estimateCrossEntropy([[0], [1]], {} as never)).rejects.toThrow(
      /^density: got an empty object/,
    );
    const fit = await maximumLikelihood([[0], [1]], gaussianFamily());
    await expect(
      estimateCrossEntropy(
        [
          [0, 1],
          [1, 1],
        ],
        fit,
      ),
    ).rejects.toThrow(/^p: has points of 2 dimensions/);
  });
});
