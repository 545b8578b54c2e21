import * as divergences from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { ArgumentError } from '../../src/errors';
import { fixedMeasures } from './fixed-measures';

/** Runs it and hands back the ArgumentError it must throw. */
function refusal(run: () => unknown): ArgumentError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(ArgumentError);
    return error as ArgumentError;
  }
  throw new Error('nothing was thrown');
}
const expectRefusal = (run: () => unknown, argument: string, message: RegExp) => {
  const error = refusal(run);
  expect(error.argument).toBe(argument);
  expect(error.message).toMatch(message);
};

const half = [0.5, 0.5];
const takers: Record<string, (p: ArrayLike<number>, q: ArrayLike<number>) => number> = {
  ...fixedMeasures,
  alphaDivergence: (p, q) => divergences.alphaDivergence(p, q, 2),
  renyiDivergence: (p, q) => divergences.renyiDivergence(p, q, 2),
  valueFunction: (p, q) => divergences.valueFunction(p, q, half),
};

describe.each(Object.entries(takers))('%s refuses what is no distribution', (_, take) => {
  it.each<[string, unknown, RegExp]>([
    ['a negative entry', [-0.1, 1.1], /entry 0 is -0\.1; expected a probability from 0 to 1/],
    ['NaN', [Number.NaN, 1], /entry 0 is NaN/],
    ['an infinite entry', [0.5, Infinity], /entry 1 is Infinity/],
    ['an entry that is no number', ['0.5', 0.5], /entry 0 is the string '0.5'; expected a probability/],
    ['counts', [3, 7], /Divide counts by their sum/],
    ['a sum below 1', [0.5, 0.4], /sum to 0\.9; expected 1 within 0\.000001.*divide each entry/],
    ['a sum that is off by more than 1e-6', [0.5, 0.500002], /sum to/],
    ['an empty array', [], /empty/],
    ['a number', 1, /got a number \(1\); expected an array of numbers/],
    ['null', null, /got null; expected an array/],
    ['a tensor-like object', { shape: [2] }, /await tensor\.data\(\)/],
  ])('%s, as p and as q', (_, bad, message) => {
    expectRefusal(() => take(bad as number[], half), 'p', message);
    expectRefusal(() => take(half, bad as number[]), 'q', message);
  });
  it('different lengths', () => {
    expectRefusal(() => take(half, [0.2, 0.3, 0.5]), 'q', /3 entries where p has 2/);
  });
  it('but takes typed arrays and float32 rounding', () => {
    const p = new Float32Array([0.1, 0.9]);
    expect(Number.isFinite(take(p, new Float32Array([0.3, 0.7])))).toBe(true);
  });
});

describe('parameters', () => {
  it.each([Number.NaN, Infinity, -Infinity])('alphaDivergence refuses %d', (alpha) => {
    expectRefusal(() => divergences.alphaDivergence(half, half, alpha), 'alpha', /expected a finite number/);
  });
  it.each([Number.NaN, -0.1, -Infinity])('renyiDivergence refuses the order %d', (order) => {
    expectRefusal(() => divergences.renyiDivergence(half, half, order), 'order', /expected a number in \[0, Infinity\]/);
  });
  it('valueFunction refuses a d outside [0, 1], of another length, or of no numbers', () => {
    const value = (d: unknown) => () => divergences.valueFunction(half, half, d as number[]);
    expectRefusal(value([0.5, 1.2]), 'd', /entry 1 is 1\.2.*sigmoid/);
    expectRefusal(value([Number.NaN, 0.5]), 'd', /NaN/);
    expectRefusal(value([0.5]), 'd', /1 entries where p has 2/);
    expectRefusal(value(0.5), 'd', /expected an array/);
  });
  it.each([Number.NaN, 0.1, Infinity])('jensenShannonFromValue refuses %d', (v) => {
    expectRefusal(() => divergences.jensenShannonFromValue(v), 'v', /pass -loss/);
  });
  it('optimalDiscriminator refuses what is no density, and a mix of kinds', () => {
    const d = divergences.optimalDiscriminator as (p: unknown, q: unknown) => unknown;
    expectRefusal(() => d(-1, 1), 'p', /got -1; expected a density/);
    expectRefusal(() => d(1, Number.NaN), 'q', /NaN/);
    expectRefusal(() => d(Infinity, 1), 'p', /Infinity/);
    expectRefusal(() => d([1, -1], [1, 1]), 'p', /entry 1 is -1/);
    expectRefusal(() => d([1], [1, 1]), 'q', /2 entries where p has 1/);
    expectRefusal(() => d([], []), 'p', /empty/);
    expectRefusal(() => d(1, [1]), 'q', /array where p is a single number/);
    expectRefusal(() => d([1], 1), 'p', /array where q is a single number/);
    expectRefusal(() => d('1', [1]), 'p', /got the string '1'/);
  });
});

describe('Gaussians', () => {
  const standard = { mean: 0, covariance: 1 };
  const plane = { mean: [0, 0], covariance: [1, 1] };
  it.each<[string, unknown, RegExp]>([
    ['no Gaussian', 3, /expected \{ mean, covariance \}/],
    ['a part missing', { mean: 0 }, /expected \{ mean, covariance \}/],
    ['an infinite mean', { mean: Infinity, covariance: 1 }, /mean is a number \(Infinity\)/],
    ['an empty mean', { mean: [], covariance: [] }, /mean is \[\]/],
    ['a variance of 0', { mean: 0, covariance: 0 }, /variance 0 is 0; expected a positive, finite number/],
    ['a negative variance', { mean: [0, 0], covariance: [1, -1] }, /variance 1 is -1.*not σ/],
    ['NaN', { mean: 0, covariance: Number.NaN }, /NaN/],
    [
      'two variances for three dimensions',
      { mean: [0, 0, 0], covariance: [1, 1] },
      /2 rows or variances where mean has 3 dimensions; expected as many, or one number for σ²·I/,
    ],
    ['a negative variance of all axes', { mean: [0, 0], covariance: -1 }, /variance 0 is -1.*not σ/],
    ['too few rows', { mean: [0, 0], covariance: [[1, 0]] }, /1 rows/],
    ['a ragged matrix', { mean: [0, 0], covariance: [[1, 0], [1]] }, /row 1 is \[1\]; expected 2/],
    ['a matrix mixed with numbers', { mean: [0, 0], covariance: [[1, 0], 1] }, /row 1/],
    [
      'an asymmetric matrix',
      {
        mean: [0, 0],
        covariance: [
          [1, 0],
          [0.5, 1],
        ],
      },
      /\[1\]\[0\] is 0\.5 but \[0\]\[1\] is 0/,
    ],
    [
      'an indefinite matrix',
      {
        mean: [0, 0],
        covariance: [
          [1, 2],
          [2, 1],
        ],
      },
      /isn't positive definite \(at row 1\)/,
    ],
    [
      'a singular matrix',
      {
        mean: [0, 0],
        covariance: [
          [0.1, 0.3],
          [0.3, 0.9],
        ],
      },
      /isn't positive definite/,
    ],
    [
      'a negative diagonal',
      {
        mean: [0, 0],
        covariance: [
          [-1, 0],
          [0, 1],
        ],
      },
      /isn't positive definite \(at row 0\)/,
    ],
  ])('gaussianKl refuses %s', (_, bad, message) => {
    expectRefusal(() => divergences.gaussianKl(bad as divergences.Gaussian, plane), 'p', message);
    expectRefusal(() => divergences.gaussianKl(plane, bad as divergences.Gaussian), 'q', message);
    expectRefusal(
      () => divergences.gaussianJensenShannon(bad as divergences.Gaussian, standard),
      'p',
      message,
    );
  });
  it('gaussianKl refuses different dimensions', () => {
    expectRefusal(() => divergences.gaussianKl(standard, plane), 'q', /2 dimensions where p has 1/);
  });
  it('so do the other divergences of Gaussians', () => {
    for (const take of [
      divergences.gaussianJensenShannon,
      divergences.gaussianSquaredHellinger,
      divergences.gaussianTotalVariation,
      divergences.gaussianWasserstein1,
      divergences.gaussianWasserstein2Squared,
      (p: divergences.Gaussian, q: divergences.Gaussian) => divergences.gaussianRenyi(p, q, 2),
    ]) {
      expectRefusal(() => take(standard, plane), 'q', /2 dimensions where p has 1/);
      expectRefusal(() => take({ mean: 0, covariance: -1 }, standard), 'p', /variance 0 is -1/);
      expectRefusal(
        () => take(standard, { mean: Number.NaN, covariance: 1 }),
        'q',
        /mean is a number \(NaN\)/,
      );
    }
  });
  it('gaussianWasserstein1 refuses more dimensions than one', () => {
    expectRefusal(() => divergences.gaussianWasserstein1(plane, plane), 'p', /2 dimensions; expected one/);
  });
  it('gaussianTotalVariation refuses three axes of difference', () => {
    const p = { mean: [0, 0, 0], covariance: [1, 1, 1] };
    const q = { mean: [0, 0, 0], covariance: [2, 3, 4] };
    expectRefusal(() => divergences.gaussianTotalVariation(p, q), 'p', /along 3 axes; expected at most two/);
  });
  it.each([Number.NaN, -0.1, -Infinity])('gaussianRenyi refuses the order %d', (order) => {
    expectRefusal(() => divergences.gaussianRenyi(plane, plane, order), 'order', /expected a number in \[0, Infinity\]/);
  });
});

describe('Gaussian mixtures', () => {
  const good = { weights: [1], components: [{ mean: 0, covariance: 1 }] };
  const component = good.components[0]!;
  const measures = [
    divergences.gaussianMixtureKl,
    divergences.gaussianMixtureJensenShannon,
    divergences.gaussianMixtureTotalVariation,
    divergences.gaussianMixtureSquaredHellinger,
  ];
  it.each<[string, unknown, RegExp]>([
    ['nothing', null, /got null; expected \{ weights, components \}/],
    ['a Gaussian', component, /expected \{ weights, components \}/],
    ['no components', { weights: [], components: [] }, /0 weights and 0 components/],
    ['a weight missing', { weights: [1], components: [component, component] }, /1 weights and 2 components/],
    ['counts', { weights: [2, 3], components: [component, component] }, /weight 0 is 2.*Divide counts/],
    ['NaN', { weights: [Number.NaN], components: [component] }, /weight 0 is NaN/],
    ['a sum below 1', { weights: [0.5, 0.4], components: [component, component] }, /weights sum to 0\.9/],
    ['a bad component', { weights: [1], components: [{ mean: 0, covariance: 0 }] }, /variance 0 is 0/],
    [
      'two dimensions',
      { weights: [1], components: [{ mean: [0, 0], covariance: [1, 1] }] },
      /component 0 has 2 dimensions; expected one/,
    ],
  ])('refuses %s', (_, bad, message) => {
    for (const measure of measures) {
      expectRefusal(() => measure(bad as divergences.GaussianMixture, good), 'p', message);
      expectRefusal(() => measure(good, bad as divergences.GaussianMixture), 'q', message);
    }
  });
});

describe('members of families', () => {
  type Take = (p: unknown, q: unknown) => number;
  const takers = (...take: ((p: never, q: never) => number)[]) => take as unknown as Take[];
  const families: [string, Take[], object, string, string][] = [
    [
      'exponential',
      takers(
        divergences.exponentialKl,
        divergences.exponentialSquaredHellinger,
        divergences.exponentialTotalVariation,
        divergences.exponentialWasserstein1,
        divergences.exponentialWasserstein2Squared,
      ),
      { rate: 1 },
      'rate',
      'above 0',
    ],
    [
      'gamma',
      takers(divergences.gammaKl, divergences.gammaSquaredHellinger),
      { shape: 1, rate: 1 },
      'shape',
      'above 0',
    ],
    [
      'beta',
      takers(divergences.betaKl, divergences.betaSquaredHellinger),
      { alpha: 1, beta: 1 },
      'beta',
      'above 0',
    ],
    [
      'Laplace',
      takers(
        divergences.laplaceKl,
        divergences.laplaceSquaredHellinger,
        divergences.laplaceWasserstein1,
        divergences.laplaceWasserstein2Squared,
      ),
      { location: 0, scale: 1 },
      'scale',
      'above 0',
    ],
    [
      'Bernoulli',
      takers(
        divergences.bernoulliKl,
        divergences.bernoulliSquaredHellinger,
        divergences.bernoulliTotalVariation,
      ),
      { probability: 0.5 },
      'probability',
      'from 0 to 1',
    ],
    [
      'Poisson',
      takers(divergences.poissonKl, divergences.poissonSquaredHellinger, divergences.poissonWasserstein1),
      { rate: 1 },
      'rate',
      '0 or above',
    ],
    [
      'uniform',
      takers(
        divergences.uniformKl,
        divergences.uniformSquaredHellinger,
        divergences.uniformTotalVariation,
        divergences.uniformWasserstein1,
        divergences.uniformWasserstein2Squared,
      ),
      { min: 0, max: 1 },
      'max',
      'a finite number',
    ],
  ];
  it.each(families)('%s', (_, takes, good, parameter, range) => {
    for (const take of takes) {
      for (const bad of [null, undefined, 1, {}]) {
        expectRefusal(() => take(bad, good), 'p', /expected \{ .* \}, all of them/);
        expectRefusal(() => take(good, bad), 'q', /expected \{ .* \}, all of them/);
      }
      for (const value of [Number.NaN, Infinity, '1', ...(parameter === 'max' ? [] : [-1])]) {
        const bad = { ...good, [parameter]: value };
        expectRefusal(
          () => take(bad, good),
          'p',
          new RegExp(
            `${parameter} is ${typeof value === 'string' ? `the string '${value}'` : value}; expected .*${range}`,
          ),
        );
        expectRefusal(
          () => take(good, bad),
          'q',
          new RegExp(
            `${parameter} is ${typeof value === 'string' ? `the string '${value}'` : value}; expected .*${range}`,
          ),
        );
      }
    }
  });
  it('uniform: an empty, a reversed and an endless interval', () => {
    const unit = { min: 0, max: 1 };
    for (const bad of [
      { min: 1, max: 1 },
      { min: 2, max: 1 },
      { min: -1e308, max: 1e308 },
    ])
      expectRefusal(() => divergences.uniformKl(unit, bad), 'q', /goes from .* expected min below max/);
  });
});
