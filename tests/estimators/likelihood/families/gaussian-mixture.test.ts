import '@tensorflow/tfjs-backend-cpu';
import { gaussianRing } from 'gan-core/distributions';
import { gaussianFamily, gaussianMixtureFamily, maximumLikelihood } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { expectationMaximization } from '../../../../src/estimators/likelihood/families/expectation-maximization';
import { kMeansStart } from '../../../../src/estimators/likelihood/families/k-means-start';
import { readSamples } from '../../../../src/estimators/samples/samples';
import { createRandom } from '../../../../src/random';
import { createPauses } from '../../../../src/scheduling';
import { drawNormal } from '../draws';
import { drawThree, three } from './three-gaussians';

describe('gaussianMixtureFamily', () => {
  it('recovers the weights, means and covariances of a known mixture', async () => {
    const count = 6000;
    const fit = await maximumLikelihood(drawThree(count, 1), gaussianMixtureFamily({ components: 3 }));
    const { weights, means, covariances } = fit.parameters;
    expect(fit.converged).toBe(true);
    expect(fit.warnings).toEqual([]);
    // The components hardly overlap: the errors are those of three separate Gaussians. Five standard errors.
    three.weights.forEach((weight, k) => {
      expect(Math.abs(weights[k]! - weight)).toBeLessThan(5 * Math.sqrt((weight * (1 - weight)) / count));
      const own = weight * count;
      const variance = three.deviations[k]! ** 2;
      three.means[k]!.forEach((mean, axis) => {
        expect(Math.abs(means[k]![axis]! - mean)).toBeLessThan(5 * Math.sqrt(variance / own));
        const row = covariances[k]![axis] as number[];
        expect(Math.abs(row[axis]! - variance)).toBeLessThan(5 * variance * Math.sqrt(2 / own));
        expect(Math.abs(row[1 - axis]!)).toBeLessThan(5 * (variance / Math.sqrt(own)));
      });
    });
  });

  it.each([true, false])(
    'no iteration lowers the penalized likelihood, full covariances: %s',
    async (full) => {
      for (let seed = 0; seed < 20; seed++) {
        // A strong penalty, few samples, too many components: where it would show.
        const samples = await readSamples('samples', drawThree(60, seed));
        const scale = [8, 5];
        const start = await kMeansStart(samples, 5, scale, full, createRandom(seed), createPauses());
        const settings = { regularization: 0.01, scale, maxIterations: 200, tolerance: 1e-10 };
        const { objectives } = await expectationMaximization(samples, start, settings, createPauses());
        expect(objectives.length).toBeGreaterThan(3);
        expect(objectives.at(-1)!).toBeGreaterThan(objectives[0]!);
        objectives.slice(1).forEach((objective, i) => {
          expect(objective).toBeGreaterThanOrEqual(objectives[i]! - 1e-12);
        });
      }
    },
  );

  it('with one component it is the Gaussian fit, but for its penalty', async () => {
    const samples = drawNormal(200, [1, -1], [1, 3], 2);
    const gaussian = await maximumLikelihood(samples, gaussianFamily());
    const mixture = await maximumLikelihood(samples, gaussianMixtureFamily({ components: 1 }));
    expect(mixture.logLikelihood).toBeLessThanOrEqual(gaussian.logLikelihood + 1e-12);
    expect(mixture.logLikelihood).toBeCloseTo(gaussian.logLikelihood, 9);
    expect(mixture.logDensity([2, 0])).toBeCloseTo(gaussian.logDensity([2, 0]), 4);
  });

  it('its log-density is the logarithm of the sum, also far out', async () => {
    const fit = await maximumLikelihood(
      drawThree(300, 3),
      gaussianMixtureFamily({ components: 2, covariance: 'diagonal' }),
    );
    const { weights, means, covariances } = fit.parameters;
    const byHand = (x: readonly number[]) =>
      weights.map((weight, k) =>
        x.reduce((sum, value, i) => {
          const variance = covariances[k]![i] as number;
          return sum - (value - means[k]![i]!) ** 2 / (2 * variance) - 0.5 * Math.log(2 * Math.PI * variance);
        }, Math.log(weight)),
      );
    const sum = byHand([0.5, 1]).reduce((total, log) => total + Math.exp(log), 0);
    expect(fit.logDensity([0.5, 1])).toBeCloseTo(Math.log(sum), 12);
    // There every density underflows, and the largest term is the sum.
    const far = fit.logDensity([1e4, 0]);
    const largest = Math.max(...byHand([1e4, 0]));
    expect(far).toBeGreaterThanOrEqual(largest);
    expect(far).toBeLessThanOrEqual(largest + Math.log(2));
  });

  it('draws from all components by their weights', async () => {
    const fit = await maximumLikelihood(drawThree(3000, 4), gaussianMixtureFamily({ components: 3 }));
    const drawn = fit.sample(5000, createRandom(1));
    const onDraws = await fit.logDensities(drawn);
    const mean = onDraws.reduce((sum, value) => sum + value, 0) / 5000;
    const error = Math.sqrt(onDraws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 5000 / 5000);
    // Samples of the fit are as likely under it as those that it was fitted to, on average.
    expect(Math.abs(mean - fit.logLikelihood)).toBeLessThan(5 * Math.hypot(error, error * Math.sqrt(5 / 3)));
    const right = Array.from({ length: 5000 }, (_, i) => drawn.values[2 * i]!).filter((x) => x > 1.7).length;
    expect(Math.abs(right / 5000 - 0.3)).toBeLessThan(0.05);
  });

  it('chooses the number of components by samples it has not seen', async () => {
    const of = async (samples: Parameters<typeof maximumLikelihood>[0]) =>
      (
        await maximumLikelihood(
          samples,
          gaussianMixtureFamily({ maxComponents: 4, restarts: 2, tolerance: 1e-5 }),
        )
      ).parameters.weights.length;
    expect(await of(drawThree(500, 5))).toBe(3);
    expect(await of(drawNormal(250, [0, 0], [1, 2], 6))).toBe(1);
  });

  it('ends the search where more components only get worse: with a limit of a thousand, it tries a few', async () => {
    const random = createRandom(8);
    const samples = Array.from({ length: 400 }, () => [random.normal(), random.normal()]);
    const fit = await maximumLikelihood(samples, gaussianMixtureFamily({ maxComponents: 1000, restarts: 1 }));
    expect(fit.parameters.weights.length).toBe(1);
  }, 10_000);

  it('but goes on while they get better: twelve Gaussians on a ring are found', async () => {
    const ring = gaussianRing({ modes: 12, radius: 3, standardDeviation: 0.1 });
    const samples = (await ring.sample(1200, createRandom(3)).array()) as number[][];
    const fit = await maximumLikelihood(samples, gaussianMixtureFamily({ maxComponents: 16 }));
    expect(fit.parameters.weights.length).toBe(12);
  }, 60_000);

  it('gives the same numbers for the same seed, the heaviest component first', async () => {
    const samples = drawThree(300, 7);
    const fitWith = (seed: number) =>
      maximumLikelihood(samples, gaussianMixtureFamily({ components: 3 }), { seed });
    const [first, again] = [await fitWith(5), await fitWith(5)];
    expect(again.parameters).toEqual(first.parameters);
    expect([...first.parameters.weights].sort((a, b) => b - a)).toEqual(first.parameters.weights);
  });

  it('stops when aborted, with the signal’s reason', async () => {
    const controller = new AbortController();
    const work = maximumLikelihood(
      drawThree(5000, 8),
      gaussianMixtureFamily({ components: 6, tolerance: 1e-14 }),
      {
        signal: controller.signal,
      },
    );
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(work).rejects.toThrow('enough');
  });

  it('says so when it ran out of iterations, or a component has hardly any samples', async () => {
    const samples = drawThree(300, 9);
    const short = await maximumLikelihood(
      samples,
      gaussianMixtureFamily({ components: 3, maxIterations: 2 }),
    );
    expect(short.converged).toBe(false);
    expect(short.warnings[0]).toMatch(/hadn't converged after 2 iterations/);
    const many = await maximumLikelihood(drawThree(30, 9), gaussianMixtureFamily({ components: 12 }));
    expect(many.warnings.join()).toMatch(/A component rests on hardly more samples/);
    expect(many.logLikelihood).toBeLessThan(Infinity);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['no component', () => gaussianMixtureFamily({ components: 0 }), /^components: got 0; .*'held-out'/],
    ['a negative penalty', () => gaussianMixtureFamily({ regularization: -1 }), /^regularization: got/],
    ['an unknown key', () => gaussianMixtureFamily({ k: 3 } as object), /^options: got the unknown key 'k'/],
    ['spheres', () => gaussianMixtureFamily({ covariance: 'spherical' as 'full' }), /^covariance: got/],
    [
      'a constant coordinate',
      () =>
        maximumLikelihood(
          [
            [1, 0],
            [1, 1],
            [1, 2],
            [1, 3],
          ],
          gaussianMixtureFamily({ components: 2 }),
        ),
      /^samples: coordinate 0 is constant/,
    ],
    [
      'too few samples',
      () => maximumLikelihood([[0], [1], [2]], gaussianMixtureFamily({ components: 2 })),
      /^samples: has 3 samples for 2 components; expected at least 4/,
    ],
  ])('refuses %s', async (_, act, message) => {
    await expect((async () => act())()).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });
});
