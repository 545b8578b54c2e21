import { betaKl, betaSquaredHellinger } from 'gan-core/divergences';
import { describe, it } from 'vitest';
import { close } from './float64';

describe('beta', () => {
  it.each([
    [2, 3, 4, 1.5, 1.4897365804287606, 0.3005670348747179],
    [0.5, 0.5, 1, 1, 0.24156447527049044, 0.04402240502775001],
    [5, 1, 5.125, 1.125, 0.008259364866231295, 0.0019845627353052473],
    [40, 60, 30, 30, 1.2853073927000607, 0.32888540365071284],
    [1, 2, 1 + 2 ** -20, 2 - 2 ** -21, 7.764507812605624e-13, 1.9411265313363951e-13],
  ])('of α %d, β %d and α %d, β %d: KL, H²', (alphaP, betaP, alphaQ, betaQ, kl, hellinger) => {
    const [p, q] = [
      { alpha: alphaP, beta: betaP },
      { alpha: alphaQ, beta: betaQ },
    ];
    const digits = kl < 1e-6 ? 2e-9 : 1e-13;
    close(betaKl(p, q), kl, digits);
    close(betaSquaredHellinger(p, q), hellinger, digits);
    close(betaSquaredHellinger(q, p), hellinger, digits);
  });
  it('does not change when x and 1 − x change places', () => {
    close(
      betaKl({ alpha: 2, beta: 7 }, { alpha: 3, beta: 0.5 }),
      betaKl({ alpha: 7, beta: 2 }, { alpha: 0.5, beta: 3 }),
    );
  });
});
