import {
  type DensityFamily,
  estimateCrossEntropy,
  estimateKlByMaximumLikelihood,
  gaussianFamily,
  gaussianMixtureFamily,
  heldOutLogLikelihood,
  kernelDensityFamily,
  maximumLikelihood,
} from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random';
import { drawNormal, drawOutcomes } from './draws';
import { exponential } from './exponential-family';

function drawExponential(count: number, mean: number, seed: number) {
  const random = createRandom(seed);
  return {
    values: Float64Array.from({ length: count }, () => -mean * Math.log(1 - random.next())),
    dimension: 1,
  };
}

describe("a user's own family", () => {
  it('is fitted, evaluated and drawn from', async () => {
    const fit = await maximumLikelihood([[1], [2], [6]], exponential);
    expect(fit).toMatchObject({
      family: 'exponential',
      dimension: 1,
      parameters: 3,
      converged: true,
      warnings: [],
    });
    expect(fit.logLikelihood).toBeCloseTo(-1 - Math.log(3), 14);
    expect(fit.logDensity([3])).toBeCloseTo(-1 - Math.log(3), 14);
    const { values } = fit.sample(20_000, createRandom(1));
    const mean = Array.from(values).reduce((sum, x) => sum + x, 0) / 20_000;
    expect(Math.abs(mean - 3)).toBeLessThan((5 * 3) / Math.sqrt(20_000));
  });

  it.each([
    [1, 2, 250],
    [2, 1, 250],
    [1, 1, 250],
  ])('has its KL held: means %f and %f', async (meanP, meanQ, count) => {
    // KL of exponentials: log(μq/μp) + μp/μq − 1.
    const truth = Math.log(meanQ / meanP) + meanP / meanQ - 1;
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const p = drawExponential(count, meanP, seed);
      const q = drawExponential(count, meanQ, seed + 1000);
      const { interval } = await estimateKlByMaximumLikelihood(p, q, { family: exponential, seed });
      if (interval[0] <= truth && truth <= interval[1]) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(176);
  });

  it('may bring its own plug-in, which two sides of one kind share', async () => {
    const family: DensityFamily<number> = {
      ...exponential,
      plugInKl: ({ parameters: p }, { parameters: q }, samples) => {
        const kl = Math.log(q / p) + p / q - 1;
        const mutual = 1 / samples.p.count + 1 / samples.q.count;
        return {
          plugIn: kl,
          unbiased: kl - mutual / 2,
          linearVariance: (p / q - 1) ** 2 * mutual,
          quadraticVariance: mutual ** 2 / 2,
          atEquality: { mean: mutual / 2, variance: mutual ** 2 / 2 },
          warnings: [],
        };
      },
    };
    const [p, q] = [drawExponential(100, 1, 1), drawExponential(100, 2, 2)];
    const both = await estimateKlByMaximumLikelihood(p, q, { family });
    expect(both.details.method).toBe('plug-in');
    expect(both.details.plugIn! - both.value).toBeCloseTo(0.01, 14);
    const one = await estimateKlByMaximumLikelihood(p, q, { familyP: family, familyQ: exponential });
    expect(one.details.method).toBe('held-out');
  });

  it.each([
    [Number.NaN, 0],
    [-Infinity, 0],
    [1, Number.NaN],
    [1, Infinity],
  ])('refuses a plug-in of %d, %d without its bias', async (plugIn, unbiased) => {
    const family: DensityFamily<number> = {
      ...exponential,
      plugInKl: () => ({
        plugIn,
        unbiased,
        linearVariance: 1,
        quadraticVariance: 1,
        atEquality: { mean: 1, variance: 1 },
        warnings: [],
      }),
    };
    await expect(estimateKlByMaximumLikelihood([[1], [2]], [[1], [3]], { family })).rejects.toThrow(
      `family.plugInKl: gave a divergence of ${plugIn}, ${unbiased} without its bias; expected numbers`,
    );
  });

  it.each<[string, unknown, RegExp]>([
    [
      'null',
      [null],
      /^family: the exponential family's draw gave a point that holds null; expected 1 finite/,
    ],
    ['a string', ['1'], /gave a point that holds the string '1'/],
    ['two numbers', [1, 2], /gave an array of 2; expected 1 finite numbers/],
    ['nothing', undefined, /gave undefined/],
  ])('refuses a draw that gives %s', async (_, point, message) => {
    const fit = await maximumLikelihood([[1], [2]], {
      ...exponential,
      fit: async (samples, context) => ({
        ...(await exponential.fit(samples, context)),
        draw: () => point as number[],
      }),
    });
    expect(() => fit.sample(2, createRandom(1))).toThrow(message);
  });

  describe.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ["the string '-1'", '-1'],
    ['a boolean (true)', true],
    ['NaN', Number.NaN],
    ['Infinity', Infinity],
    ['a bigint', 5n],
    ['an empty object', {}],
  ])("doesn't take %s for a log-density", (name, value) => {
    const logDensity = () => value as number;
    const refusal = `gave ${name} for a point; expected a number, or -Infinity where there is no mass`;
    const samples = [[1], [2], [3], [4], [5]];
    const family = (fit: object) => ({ ...exponential, fit: () => ({ parameters: 1, logDensity, ...fit }) });

    it.each<[string, object]>([
      ['logDensity', {}],
      [
        'logDensities',
        { logDensities: async (points: { count: number }) => Array(points.count).fill(value) },
      ],
    ])('of %s', async (argument, more) => {
      const message = `${argument}: ${refusal}`;
      const mine = family(more) as typeof exponential;
      for (const call of [
        () => maximumLikelihood(samples, mine),
        () => estimateKlByMaximumLikelihood(samples, samples, { family: mine }),
        () => estimateKlByMaximumLikelihood(samples, samples, { familyP: gaussianFamily(), familyQ: mine }),
        () => heldOutLogLikelihood(samples, mine),
      ]) {
        await expect(call()).rejects.toThrow(message);
      }
    });

    it('in a cross-entropy', async () => {
      await expect(estimateCrossEntropy(samples, { logDensity })).rejects.toThrow(`logDensity: ${refusal}`);
      const logDensities = async () => [0, 0, 0, value, 0] as never;
      await expect(estimateCrossEntropy(samples, { logDensity, logDensities })).rejects.toThrow(
        `logDensities: ${refusal}`,
      );
    });

    it('of a fit, at a point', async () => {
      const fit = await maximumLikelihood(samples, {
        ...exponential,
        fit: () => ({ parameters: 1, logDensity: ({ 0: x }) => (x! > 5 ? logDensity() : -x!) }),
      });
      expect(fit.logDensity([1])).toBe(-1);
      expect(() => fit.logDensity([6])).toThrow(`logDensity: ${refusal}`);
      await expect(fit.logDensities([[1], [6]])).rejects.toThrow(`logDensity: ${refusal}`);
    });
  });

  it('has no mass so far out that float64 ends', async () => {
    const samples = drawNormal(60, [0, 0, 0], [1, 1, 1], 4);
    const mixed = Array.from({ length: 60 }, (_, i) => {
      const [x, y, z] = [0, 1, 2].map((axis) => samples.values[3 * i + axis]!) as [number, number, number];
      return [x, 5 * x + y, z - 7 * x + 3 * y];
    });
    for (const family of [
      gaussianFamily(),
      gaussianMixtureFamily({ components: 2 }),
      kernelDensityFamily(),
    ]) {
      const fit = await maximumLikelihood<unknown>(mixed, family as never);
      for (const point of [
        [1e308, 1e308, 1e308],
        [1e308, -1e308, 1e308],
        [-1e308, 1e308, 1e308],
      ]) {
        expect(fit.logDensity(point)).toBe(-Infinity);
      }
    }
  });

  it('refuses other than one log-density a point', async () => {
    const density = { logDensity: () => 0, logDensities: async () => Float64Array.of(1) };
    await expect(estimateCrossEntropy([[1], [2]], density)).rejects.toThrow(
      /^logDensities: gave 1 numbers for 2 points/,
    );
  });

  it('gives an infinite divergence where q̂ has no mass', async () => {
    const uniform: DensityFamily<number> = {
      name: 'uniform',
      fit({ values }) {
        const end = Math.max(...values);
        return { parameters: end, logDensity: ({ 0: x }) => (x! <= end ? -Math.log(end) : -Infinity) };
      },
    };
    const estimate = await estimateKlByMaximumLikelihood(
      drawExponential(50, 3, 1),
      drawOutcomes(50, [0, 1], 2),
      { familyP: exponential, familyQ: uniform },
    );
    expect(estimate).toMatchObject({ value: Infinity, standardError: Infinity, interval: [0, Infinity] });
    expect(estimate.warnings[0]).toMatch(/no mass on a sample of p/);
  });
});
