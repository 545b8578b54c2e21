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
import { createRandom } from '../../src/random';
import { drawMixture, drawNormal, drawOutcomes } from './draws';

/** A user's own family: exponential distributions by their mean. */
const exponential: DensityFamily<number> = {
  name: 'exponential',
  fit({ values }) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      parameters: mean,
      logDensity: ({ 0: x }) => (x! >= 0 ? -x! / mean - Math.log(mean) : -Infinity),
      draw: (random) => [-mean * Math.log(1 - random.next())],
    };
  },
};

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

describe('estimateKlByMaximumLikelihood', () => {
  const samples = [[0], [1], [3], [2]];

  it('gives the same numbers for the same seed, whatever the confidence', async () => {
    const [p, q] = [drawNormal(60, [0], [1], 1), drawNormal(60, [1], [1], 2)];
    const family = gaussianMixtureFamily({ components: 2 });
    const run = (seed: number, confidence: number) =>
      estimateKlByMaximumLikelihood(p, q, { family, seed, confidence });
    const [first, again, wide] = [await run(3, 0.9), await run(3, 0.9), await run(3, 0.99)];
    expect(again).toMatchObject({ value: first.value, interval: first.interval });
    expect(wide.value).toBe(first.value);
    expect(wide.interval[0]).toBeLessThanOrEqual(first.interval[0]);
    expect(wide.interval[1]).toBeGreaterThan(first.interval[1]);
  });

  it('has intervals that grow with the confidence and hold the value', async () => {
    const [p, q] = [drawNormal(200, [0], [1], 3), drawNormal(200, [0.5], [1], 4)];
    let last: readonly [number, number] = [Infinity, -Infinity];
    for (const confidence of [0.5, 0.8, 0.95, 0.99, 0.999]) {
      const { interval, value } = await estimateKlByMaximumLikelihood(p, q, {
        family: gaussianFamily(),
        confidence,
      });
      expect(interval[0]).toBeLessThan(value);
      expect(interval[1]).toBeGreaterThan(value);
      expect(interval[0]).toBeLessThan(last[0]);
      expect(interval[1]).toBeGreaterThan(last[1]);
      last = interval;
    }
  });

  it('rejects at once with an aborted signal', async () => {
    const signal = AbortSignal.abort(new Error('no'));
    await expect(
      estimateKlByMaximumLikelihood(samples, samples, { family: gaussianFamily(), signal }),
    ).rejects.toThrow('no');
  });

  it.each<[string, object | undefined, RegExp]>([
    ['no options', undefined, /^family: got undefined; expected a family/],
    ['no family', {}, /^family: got undefined; expected a family of densities/],
    ['half a pair of families', { familyP: gaussianFamily() }, /^familyQ: got undefined/],
    [
      'too many families',
      { family: gaussianFamily(), familyQ: gaussianFamily() },
      /^family: got it together with/,
    ],
    ['what is no family', { family: 'Gaussian' }, /^family: got the string 'Gaussian'/],
    ['an unknown key', { family: gaussianFamily(), k: 1 }, /^options: got the unknown key 'k'/],
  ])('refuses %s', async (_, options, message) => {
    await expect(estimateKlByMaximumLikelihood(samples, samples, options as never)).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });
});

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

describe('heldOutLogLikelihood', () => {
  it.each([{ folds: 5 }, { folds: 2 }, { fraction: 0.3 }])(
    'is −H(p) − KL(p‖p̂) on average: %o',
    async (how) => {
      // Of a normal p̂ fitted to m samples, E log p̂ = −½ log 2π − ½ E log v̂ − ½ E[(1 + δ²)/v̂], with m·v̂ a χ² of m − 1.
      const [count, seeds] = [60, 400];
      const trained = 'folds' in how ? count - count / how.folds! : 42;
      const digamma = (x: number) => Math.log(x) - 1 / (2 * x) - 1 / (12 * x * x);
      const expected =
        -0.5 * Math.log(2 * Math.PI) -
        0.5 * (digamma((trained - 1) / 2) + Math.log(2 / trained)) -
        0.5 * (1 + 1 / trained) * (trained / (trained - 3));
      const errors: number[] = [];
      for (let seed = 0; seed < seeds; seed++) {
        const { value } = await heldOutLogLikelihood(drawNormal(count, [0], [1], seed), gaussianFamily(), {
          ...how,
          seed,
        });
        errors.push(value - expected);
      }
      const mean = errors.reduce((sum, error) => sum + error) / seeds;
      const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (seeds - 1));
      expect(Math.abs(mean)).toBeLessThan((4 * spread) / Math.sqrt(seeds));
    },
  );

  it('says how far it is off', async () => {
    let errors = 0;
    const values: number[] = [];
    for (let seed = 0; seed < 200; seed++) {
      const estimate = await heldOutLogLikelihood(drawNormal(200, [0], [1], seed), gaussianFamily(), {
        seed,
      });
      values.push(estimate.value);
      errors += estimate.standardError / 200;
      expect(estimate.sampleSizes).toEqual({ p: 200, q: 0 });
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / 200;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 199);
    expect(Math.abs(errors / spread - 1)).toBeLessThan(4 / Math.sqrt(2 * 199) + 0.05);
  });

  it('is higher for the family that the samples are from', async () => {
    const samples = drawMixture(600, [0.5, 0.5], [[-3], [3]], [1, 1], 5);
    const gaussian = await heldOutLogLikelihood(samples, gaussianFamily());
    const mixture = await heldOutLogLikelihood(samples, gaussianMixtureFamily({ components: 2 }));
    expect(mixture.interval[0]).toBeGreaterThan(gaussian.interval[1]);
  });

  it.each<[object, RegExp]>([
    [{ folds: 1 }, /^folds: got 1;/],
    [{ fraction: 1 }, /^fraction: got 1;/],
    [{ folds: 3, fraction: 0.5 }, /^fraction: got it together with folds/],
    [{ folds: 9 }, /^samples: has 8 samples; expected at least 9/],
    [{ fraction: 0.01 }, /^fraction: holds out 1 of 8 samples; expected at least 2/],
  ])('refuses %o', async (options, message) => {
    const samples = Array.from({ length: 8 }, (_, i) => [i ** 2]);
    await expect(heldOutLogLikelihood(samples, gaussianFamily(), options)).rejects.toThrow(message);
  });
});
