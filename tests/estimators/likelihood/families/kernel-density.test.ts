import fc from 'fast-check';
import {
  estimateKlByMaximumLikelihood,
  type FlatSamples,
  kernelDensityFamily,
  maximumLikelihood,
} from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random';
import { drawMixture, drawNormal } from '../draws';

describe('kernelDensityFamily', () => {
  it('is the mean of a Gaussian about each sample, of covariance h²·Σ̂', async () => {
    const samples = [
      [0, 0],
      [2, 1],
      [1, 3],
    ];
    const fit = await maximumLikelihood(samples, kernelDensityFamily({ bandwidth: 0.5 }));
    // Σ̂ of these three points by hand: variances 2/3 and 14/9, covariance 1/3.
    const [a, b, c] = [2 / 3 / 4, 1 / 3 / 4, 14 / 9 / 4];
    const determinant = a * c - b * b;
    const density = (x: number, y: number) =>
      samples.reduce((sum, [u, v]) => {
        const [dx, dy] = [x - u!, y - v!];
        const square = (c * dx * dx - 2 * b * dx * dy + a * dy * dy) / determinant;
        return sum + Math.exp(-square / 2) / (2 * Math.PI * Math.sqrt(determinant)) / 3;
      }, 0);
    expect(fit.logDensity([0.5, 1.5])).toBeCloseTo(Math.log(density(0.5, 1.5)), 12);
    expect(fit.parameters.kernelCovariance.flat()).toEqual(
      [a, b, b, c].map((value) => expect.closeTo(value, 14)),
    );
    const all = await fit.logDensities(samples);
    expect(fit.logLikelihood).toBeCloseTo(all.reduce((sum, value) => sum + value, 0) / 3, 14);
  });

  it('takes the bandwidth of highest leave-one-out likelihood', async () => {
    const { values } = drawMixture(150, [0.5, 0.5], [[-2], [2]], [0.5, 1], 4);
    const points = Array.from(values);
    const mean = points.reduce((sum, x) => sum + x, 0) / 150;
    const deviation = Math.sqrt(points.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 150);
    const leaveOneOut = (h: number) =>
      points.reduce((total, x, i) => {
        const sum = points.reduce(
          (inner, y, j) => (i === j ? inner : inner + Math.exp(-(((x - y) / (h * deviation)) ** 2) / 2)),
          0,
        );
        return total + Math.log(sum / 149 / (h * deviation));
      }, 0);
    const { parameters } = await maximumLikelihood({ values, dimension: 1 }, kernelDensityFamily());
    const best = leaveOneOut(parameters.bandwidth);
    for (let h = 0.01; h < 2; h *= 1.02) expect(leaveOneOut(h)).toBeLessThanOrEqual(best + 1e-3);
  });

  it('integrates to 1 and draws from itself', async () => {
    const fit = await maximumLikelihood(drawNormal(200, [3], [2], 1), kernelDensityFamily());
    let mass = 0;
    let mean = 0;
    for (let x = -15; x <= 20; x += 0.01) {
      mass += Math.exp(fit.logDensity([x])) * 0.01;
      mean += x * Math.exp(fit.logDensity([x])) * 0.01;
    }
    expect(mass).toBeCloseTo(1, 8);
    const { values } = fit.sample(20_000, createRandom(2));
    const drawn = Array.from(values).reduce((sum, x) => sum + x, 0) / 20_000;
    expect(Math.abs(drawn - mean)).toBeLessThan(5 * (2.5 / Math.sqrt(20_000)));
  });

  it('does not notice an affine map of the samples', async () => {
    const point = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(point, { minLength: 3, maxLength: 8 }),
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        async (rest, scale) => {
          const samples = [[0, 0], [4, 0], [0, 4], ...rest];
          const map = ([x, y]: readonly number[]) => [scale * x! + 1, y! - 0.5 * x!];
          const family = kernelDensityFamily({ bandwidth: 0.7 });
          const plain = await maximumLikelihood(samples, family);
          const mapped = await maximumLikelihood(samples.map(map), family);
          expect(mapped.logDensity(map([1, 1]))).toBeCloseTo(plain.logDensity([1, 1]) - Math.log(scale), 9);
        },
      ),
      { seed: 1962, numRuns: 1000 },
    );
  });

  it('says so where samples repeat', async () => {
    const repeated = { values: Array.from({ length: 100 }, (_, i) => i % 5), dimension: 1 };
    const fit = await maximumLikelihood(repeated, kernelDensityFamily());
    expect(fit.warnings[0]).toMatch(/^The bandwidth ran to the end of its range.*noise/);
  });

  it('measures a divergence', async () => {
    // N(0.7, 1) against N(0, 1): KL = 0.245. The kernels' smoothing leaves a bias of some hundredths.
    const [p, q] = [drawNormal(1000, [0.7], [1], 3), drawNormal(1000, [0], [1], 4)];
    const estimate = await estimateKlByMaximumLikelihood(p, q, { family: kernelDensityFamily() });
    expect(estimate.details.method).toBe('held-out');
    expect(Math.abs(estimate.value - 0.245)).toBeLessThan(4 * estimate.standardError + 0.03);
  });

  it('warns where KL hangs on its tails, and only there', async () => {
    const [p, near, far] = [0, 0.5, 5].map((mean, seed) => drawNormal(400, [mean], [1], 40 + seed)) as [
      FlatSamples,
      FlatSamples,
      FlatSamples,
    ];
    const family = kernelDensityFamily();
    expect((await estimateKlByMaximumLikelihood(p, near, { family })).warnings).toEqual([]);
    // The truth is 12.5.
    expect((await estimateKlByMaximumLikelihood(p, far, { family })).warnings.join()).toMatch(
      /\d+ % of p's samples lie where q's fitted density is lower than at any sample of q/,
    );
  });

  it.each<[string, () => unknown, RegExp]>([
    ['no width', () => kernelDensityFamily({ bandwidth: 0 }), /^bandwidth: got 0;/],
    [
      'an unknown key',
      () => kernelDensityFamily({ kernel: 'box' } as object),
      /^options: got the unknown key 'kernel'/,
    ],
    [
      'samples on a line',
      () =>
        maximumLikelihood(
          [
            [0, 0],
            [1, 1],
            [3, 3],
          ],
          kernelDensityFamily(),
        ),
      /^samples: coordinate 1 is constant or a linear combination/,
    ],
  ])('refuses %s', async (_, act, message) => {
    await expect((async () => act())()).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });
});
