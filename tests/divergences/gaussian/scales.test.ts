import {
  gaussianJensenShannon,
  gaussianKl,
  gaussianRenyi,
  gaussianSquaredHellinger,
  gaussianTotalVariation,
  gaussianWasserstein1,
  gaussianWasserstein2Squared,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { gaussiansOverScales } from './gaussians-over-scales';

const gaussian = (mean: number, covariance: number) => ({ mean, covariance });
const forms = [
  ['gaussianKl', gaussianKl],
  ...[0.25, 0.5, 0.75, 3].map(
    (order) =>
      [
        `gaussianRenyi of order ${order}`,
        (...[p, q]: Parameters<typeof gaussianKl>) => gaussianRenyi(p, q, order),
      ] as const,
  ),
  ['gaussianSquaredHellinger', gaussianSquaredHellinger],
  ['gaussianTotalVariation', gaussianTotalVariation],
  ['gaussianWasserstein1', gaussianWasserstein1],
  ['gaussianWasserstein2Squared', gaussianWasserstein2Squared],
] as const;

describe.each(forms.map(([name, form], column) => ({ name, form, column: column + 3 })))(
  '$name',
  ({ form, column }) => {
    it('keeps its digits for variances from 1e-12 to 1e12, in either order', () => {
      for (const row of gaussiansOverScales) {
        const [a, b, m] = row as [number, number, number];
        const truth = row[column]!;
        const value = form(gaussian(0, a), gaussian(m, b));
        if (truth === Infinity) expect(value).toBe(Infinity);
        else expect(Math.abs(value - truth)).toBeLessThanOrEqual(2e-15 * truth);
      }
    });
  },
);

describe('gaussianRenyi', () => {
  it('of order ½ is right for a full covariance too', () => {
    // Twice 13.122363377405328, by mpmath: both axes of one are 1e12 times as narrow as the other's.
    const matrix = (scale: number) => [
      [scale, scale / 2],
      [scale / 2, scale],
    ];
    const [p, q] = [1, 1e-12].map((scale) => ({ mean: [0, 0], covariance: matrix(scale) }));
    expect(gaussianRenyi(p!, q!, 0.5)).toBeCloseTo(26.244726754810657, 13);
  });
});

describe('gaussianTotalVariation', () => {
  // By mpmath 1.3.0 with 40 digits: the closed form along one axis, integrated over the other between its kinks.
  it.each([
    [[1, 1e-6], [1, 1], [1e-6, 1], 0.999227741565089],
    [[1e6, 1e-4], [100, 1], [1e-6, 10], 0.9999965435042543],
    [[1, 3], [1, 0.5], [2, 1], 0.41496869607113906],
    [[1e12, 1], [1e3, 1], [1e-12, 2], 0.9999999999940002],
    [[1, 1e12], [0, 1e3], [2, 1e-12], 0.9999999999939735],
    [[1, 1], [3, 2], [1e-4, 1e-4], 0.9999974790298491],
  ])('of two axes with the variances %j, %j away, %j', (variancesP, mean, variancesQ, truth) => {
    const [p, q] = [
      { mean: [0, 0], covariance: variancesP },
      { mean, covariance: variancesQ },
    ];
    expect(Math.abs(gaussianTotalVariation(p, q) - truth)).toBeLessThan(2e-12);
    expect(Math.abs(gaussianTotalVariation(q, p) - truth)).toBeLessThan(2e-12);
  });
});

describe('gaussianJensenShannon', () => {
  it('never exceeds log 2, not by rounding either', () => {
    // 0.6931471805599456 before it was held to its range.
    const p = gaussian(-0.10511736738055433, 0.7037820009594481);
    expect(gaussianJensenShannon(p, gaussian(-3.131869016784516, 1.4435402454592022e49))).toBeLessThanOrEqual(
      Math.LN2,
    );
  });
});
