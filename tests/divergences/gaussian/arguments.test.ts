import * as divergences from 'gan-core/divergences';
import { describe, it } from 'vitest';
import { expectRefusal } from '../refusals';

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
    expectRefusal(() => divergences.gaussianRenyi(plane, plane, order), 'order', /in \[0, Infinity\]/);
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
