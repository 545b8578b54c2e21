import { gaussianJensenShannon } from 'gan-core/divergences';
import { jensenShannonFromLogits } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { gaussianLogRatios, gaussianSamples } from '../gaussian-samples';
import { standard } from './standard-gaussian';

describe('jensenShannonFromLogits of the optimal discriminator', () => {
  it('ends its interval at log 2, which no divergence exceeds', async () => {
    // D is sure, and wrong about one of thirty a side.
    const logits = (sign: number) => Array.from({ length: 30 }, (_, i) => sign * (i === 0 ? -4 : 20));
    const { value, standardError, interval } = await jensenShannonFromLogits(logits(1), logits(-1));
    expect(value + 1.96 * standardError).toBeGreaterThan(Math.LN2);
    expect(interval[1]).toBe(Math.LN2);
    expect(interval[0]).toBeCloseTo(value - 1.959963984540054 * standardError, 12);
  });

  it('has its mean at JS, its standard error right, and the interval covers as often as it says', async () => {
    const [p, q] = [standard(1), { means: [1.5], deviations: [2] }];
    const exact = gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: 1.5, covariance: 4 });
    const [runs, count] = [400, 300];
    let [sum, squares, variance, covered] = [0, 0, 0, 0];
    for (let run = 0; run < runs; run++) {
      const real = gaussianLogRatios(gaussianSamples(count, p.means, p.deviations, 2 * run), p, q);
      const fake = gaussianLogRatios(gaussianSamples(count, q.means, q.deviations, 2 * run + 1), p, q);
      const estimate = await jensenShannonFromLogits(real, fake, { confidence: 0.9 });
      sum += estimate.value - exact;
      squares += (estimate.value - exact) ** 2;
      variance += estimate.standardError ** 2;
      covered += Number(estimate.interval[0] <= exact && exact <= estimate.interval[1]);
    }
    // 4 standard errors of each: of the mean, of a variance (√(2/runs) relatively), of a rate of 0.9.
    expect(Math.abs(sum / runs)).toBeLessThan(4 * Math.sqrt(variance / runs / runs));
    expect(Math.abs(squares / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / runs));
    expect(Math.abs(covered / runs - 0.9)).toBeLessThan(4 * Math.sqrt(0.09 / runs));
  });
});
