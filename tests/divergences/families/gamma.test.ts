import {
  exponentialKl,
  exponentialSquaredHellinger,
  gammaKl,
  gammaSquaredHellinger,
} from 'gan-core/divergences';
import { describe, it } from 'vitest';
import { close } from './float64';

describe('gamma', () => {
  it.each([
    [2, 1, 3, 2, 0.19092130378164224, 0.03519832725564312],
    [0.5, 2, 1.5, 0.25, 3.952025157981232, 0.7018052146820383],
    [5, 1, 5.125, 1.125, 0.02307536024084727, 0.005504323804794578],
    [40, 4, 30, 2, 2.1829678636713403, 0.49937964734808316],
    [1, 1, 1 + 2 ** -20, 1 + 2 ** -21, 4.069686208582396e-13, 1.0174212080718724e-13],
    [1e6, 1e6, 1e6 + 64, 1e6, 0.002047957334688034, 0.0005118528312170925],
  ])('of shape %d, rate %d and shape %d, rate %d: KL, H²', (shapeP, rateP, shapeQ, rateQ, kl, hellinger) => {
    const [p, q] = [
      { shape: shapeP, rate: rateP },
      { shape: shapeQ, rate: rateQ },
    ];
    // The means of the last pair but one are 2⁻²¹ apart, and a mean is rounded to 2⁻⁵³: nine digits are sure.
    const digits = kl < 1e-6 ? 2e-9 : 2e-12;
    close(gammaKl(p, q), kl, digits);
    close(gammaSquaredHellinger(p, q), hellinger, digits);
    close(gammaSquaredHellinger(q, p), hellinger, digits);
  });
  it('of shape 1 is the exponential', () => {
    for (const [a, b] of [
      [1, 3],
      [4, 0.25],
    ] as const) {
      close(gammaKl({ shape: 1, rate: a }, { shape: 1, rate: b }), exponentialKl({ rate: a }, { rate: b }));
      close(
        gammaSquaredHellinger({ shape: 1, rate: a }, { shape: 1, rate: b }),
        exponentialSquaredHellinger({ rate: a }, { rate: b }),
      );
    }
  });
  it('keeps its digits at extremes, against the closed form by mpmath', () => {
    const tiny = { shape: 1e-8, rate: 1e-8 };
    const huge = { shape: 1e8, rate: 1 };
    close(gammaKl(tiny, huge), 9999999957721538, 1e-13);
    close(gammaKl(huge, tiny), 27.212082575285052, 1e-13);
    close(gammaSquaredHellinger(tiny, huge), 0.9999986419594843, 1e-13);
  });
});
