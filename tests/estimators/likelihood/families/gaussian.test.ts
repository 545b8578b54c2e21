import fc from 'fast-check';
import { estimateKlByMaximumLikelihood, gaussianFamily, maximumLikelihood } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random';
import { drawMixture, drawNormal } from '../draws';
import { points, runs } from './moments';

/** Moments in their textbook form, E xy − E x · E y, in exact enough arithmetic for numbers of this size. */
function textbookMoments(samples: readonly (readonly number[])[]) {
  const average = (of: (x: readonly number[]) => number) =>
    samples.reduce((sum, x) => sum + of(x), 0) / samples.length;
  const mean = samples[0]!.map((_, i) => average((x) => x[i]!));
  const covariance = mean.map((_, i) =>
    mean.map((_, j) => average((x) => x[i]! * x[j]!) - mean[i]! * mean[j]!),
  );
  return { mean, covariance };
}

function expectClose(actual: unknown, expected: unknown, tolerance: number): void {
  const [a, b] = [actual, expected].map((value) => [value].flat(2) as number[]);
  expect(a!.length).toBe(b!.length);
  a!.forEach((value, index) => {
    expect(Math.abs(value - b![index]!)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(b![index]!)));
  });
}

describe('gaussianFamily', () => {
  it('fits the mean and the covariance over n', async () => {
    await fc.assert(
      fc.asyncProperty(points, async (samples) => {
        const { parameters } = await maximumLikelihood(samples, gaussianFamily());
        const { mean, covariance } = textbookMoments(samples);
        expectClose(parameters.mean, mean, 1e-12);
        expectClose(parameters.covariance, covariance, 1e-11);
        const diagonal = await maximumLikelihood(samples, gaussianFamily({ covariance: 'diagonal' }));
        expectClose(
          diagonal.parameters.covariance,
          covariance.map((row, i) => row[i]!),
          1e-11,
        );
      }),
      runs,
    );
  });

  it('moves with the samples under an affine map, and its log-density by log |det A|', async () => {
    const maps = fc.tuple(
      fc.double({ min: 0.5, max: 3, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: -5, max: 5, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(points, maps, async (samples, [scale, shear, shift]) => {
        // Scales all coordinates, then adds the first to the last (not to itself).
        const map = (x: readonly number[]) =>
          x.map((value, i) => scale * value + (i > 0 && i === x.length - 1 ? shear * x[0]! : 0) + shift);
        const plain = await maximumLikelihood(samples, gaussianFamily());
        const mapped = await maximumLikelihood(samples.map(map), gaussianFamily());
        const { dimension } = plain;
        expectClose(mapped.parameters.mean, map(plain.parameters.mean), 1e-12);
        const jacobian = dimension * Math.log(scale);
        expectClose(mapped.logLikelihood, plain.logLikelihood - jacobian, 1e-9);
        expectClose(mapped.logDensity(map(samples[0]!)), plain.logDensity(samples[0]!) - jacobian, 1e-9);
      }),
      runs,
    );
  });

  it('does not depend on the order of the samples', async () => {
    await fc.assert(
      fc.asyncProperty(points, async (samples) => {
        const { parameters } = await maximumLikelihood(samples, gaussianFamily());
        const turned = await maximumLikelihood([...samples].reverse(), gaussianFamily());
        expectClose(turned.parameters.mean, parameters.mean, 1e-13);
        expectClose(turned.parameters.covariance, parameters.covariance, 1e-12);
      }),
      runs,
    );
  });

  it('is a maximum: every step away lowers the likelihood', async () => {
    const samples = drawNormal(60, [1, -1], [1, 2], 4);
    const { parameters, logLikelihood } = await maximumLikelihood(samples, gaussianFamily());
    const covariance = parameters.covariance as readonly (readonly number[])[];
    const [a, b, c] = [covariance[0]![0]!, covariance[1]![0]!, covariance[1]![1]!];
    const meanLog = ([m0, m1, v0, v01, v1]: number[]) => {
      const determinant = v0! * v1! - v01! ** 2;
      let sum = 0;
      for (let at = 0; at < samples.values.length; at += 2) {
        const [x, y] = [samples.values[at]! - m0!, samples.values[at + 1]! - m1!];
        sum -= 0.5 * ((v1! * x * x - 2 * v01! * x * y + v0! * y * y) / determinant);
      }
      return sum / 60 - 0.5 * Math.log(determinant) - Math.log(2 * Math.PI);
    };
    const best = [...parameters.mean, a, b, c];
    expect(logLikelihood).toBeCloseTo(meanLog(best), 12);
    best.forEach((_, index) => {
      for (const step of [-0.05, 0.05]) {
        const away = best.map((value, other) => (other === index ? value + step : value));
        expect(meanLog(away)).toBeLessThan(logLikelihood);
      }
    });
  });

  it('draws samples that have its mean and covariance', async () => {
    const density = await maximumLikelihood(
      [
        [0, 0],
        [2, 1],
        [1, 3],
        [4, 2],
      ],
      gaussianFamily(),
    );
    const count = 40_000;
    const drawn = await maximumLikelihood(density.sample(count, createRandom(5)), gaussianFamily());
    // Five standard errors of a mean, and of a variance, at most.
    const variance = Math.max(...(density.parameters.covariance as number[][]).flat());
    density.parameters.mean.forEach((mean, i) => {
      expect(Math.abs(drawn.parameters.mean[i]! - mean)).toBeLessThan(5 * Math.sqrt(variance / count));
    });
    (density.parameters.covariance as number[][]).flat().forEach((value, i) => {
      const other = (drawn.parameters.covariance as number[][]).flat()[i]!;
      expect(Math.abs(other - value)).toBeLessThan(5 * variance * Math.sqrt(2 / count));
    });
  });

  it('is the Gaussian of least KL from the data, whatever they come from', async () => {
    // ½ N(−1.5, 0.5²) + ½ N(1, 1): KL(p‖N(μ, v)) = −H(p) + ½ log 2πv + E(x − μ)²/(2v), least at p's own mean and variance.
    const [mean, variance] = [-0.25, 0.5 * (0.25 + 1.5 ** 2) + 0.5 * (1 + 1) - 0.25 ** 2];
    const count = 200_000;
    const samples = drawMixture(count, [0.5, 0.5], [[-1.5], [1]], [0.5, 1], 11);
    const { parameters } = await maximumLikelihood(samples, gaussianFamily());
    const fitted = (parameters.covariance as number[][])[0]![0]!;
    const crossEntropy = (m: number, v: number) =>
      0.5 * Math.log(2 * Math.PI * v) + (variance + (mean - m) ** 2) / (2 * v);
    expect(Math.abs(parameters.mean[0]! - mean)).toBeLessThan(5 * Math.sqrt(variance / count));
    // A fourth moment below 6 v² bounds the variance's error.
    expect(Math.abs(fitted - variance)).toBeLessThan(5 * Math.sqrt(5 / count) * variance);
    // The excess over the least KL is quadratic in these errors; a step of a tenth costs a hundred times as much.
    const least = crossEntropy(mean, variance);
    const excess = crossEntropy(parameters.mean[0]!, fitted) - least;
    expect(excess).toBeGreaterThanOrEqual(0);
    for (const [m, v] of [
      [mean + 0.1, variance],
      [mean - 0.1, variance],
      [mean, variance * 1.1],
      [mean, variance * 0.9],
    ] as const) {
      expect(crossEntropy(m, v) - least).toBeGreaterThan(20 * excess);
    }
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'no more samples than dimensions',
      () =>
        maximumLikelihood(
          [
            [0, 1, 2],
            [1, 2, 5],
            [3, 1, 0],
          ],
          gaussianFamily(),
        ),
      /^samples: has 3 samples of 3 dimensions; expected more samples than dimensions.*diagonal/,
    ],
    [
      'a constant coordinate',
      () =>
        maximumLikelihood(
          [0, 1, 2, 3, 5, 8].map((x) => [x, 0.1]),
          gaussianFamily(),
        ),
      /^samples: coordinate 1 is constant; expected .*Leave that coordinate out/,
    ],
    [
      'a coordinate that another one determines',
      () =>
        maximumLikelihood(
          [0, 1, 5, 3].map((x) => [x, 2 * x + 1]),
          gaussianFamily(),
        ),
      /^samples: coordinate 1 is constant or a linear combination of those before it;/,
    ],
    [
      'a constant coordinate, diagonal',
      () =>
        maximumLikelihood(
          [0, 1, 2, 3].map((x) => [7, x]),
          gaussianFamily({ covariance: 'diagonal' }),
        ),
      /^samples: coordinate 0 is constant; expected/,
    ],
    [
      'equal samples of q',
      () => estimateKlByMaximumLikelihood([[0], [1], [2]], [[1], [1], [1]], { family: gaussianFamily() }),
      /^q: coordinate 0 is constant;/,
    ],
    [
      'too few samples for a divergence without bias',
      () => estimateKlByMaximumLikelihood([[0], [1], [2]], [[1], [0], [2]], { family: gaussianFamily() }),
      /^q: has 3 samples for 1 dimensions; expected at least 4/,
    ],
  ])('refuses %s', async (_, act, message) => {
    await expect(act()).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });

  it('refuses options that it does not know', () => {
    expect(() => gaussianFamily({ covariance: 'spherical' as 'full' })).toThrow(
      /^covariance: got the string/,
    );
    expect(() => gaussianFamily({ full: true } as object)).toThrow(/^options: got the unknown key 'full'/);
  });

  it('refuses a point of another dimension', async () => {
    const density = await maximumLikelihood([[0], [1], [2]], gaussianFamily());
    expect(() => density.logDensity([0, 1])).toThrow(/^point: got an array of 2; expected 1 finite numbers/);
    await expect(density.logDensities([[0, 1]])).rejects.toThrow(/^samples: has points of 2 dimensions/);
    expect(() => density.sample(0, createRandom(1))).toThrow(/^count: got 0;/);
  });
});
