import {
  exponentialKl,
  exponentialSquaredHellinger,
  exponentialTotalVariation,
  exponentialWasserstein1,
  exponentialWasserstein2Squared,
} from 'gan-core/divergences';
import { describe, it } from 'vitest';
import { close, simpson } from './float64';

describe('exponential', () => {
  it.each([
    [1, 3, 0.9013877113318903, 0.13397459621556135, 0.3849001794597505],
    [4, 0.25, 1.8350887222397811, 0.5294117647058824, 0.7792855276338635],
    [1, 1 + 2 ** -20, 4.547470617660916e-13, 1.1368672930148279e-13, 3.5083700728698025e-7],
  ])('of rates %d and %d: KL, H², TV', (a, b, kl, hellinger, variation) => {
    close(exponentialKl({ rate: a }, { rate: b }), kl);
    close(exponentialSquaredHellinger({ rate: a }, { rate: b }), hellinger);
    close(exponentialTotalVariation({ rate: a }, { rate: b }), variation);
  });
  it('W₁ is ∫|F − G| dx and W₂² is ∫(F⁻¹ − G⁻¹)², here with u = 1 − exp(−t)', () => {
    const [p, q] = [{ rate: 2 }, { rate: 0.5 }];
    close(
      exponentialWasserstein1(p, q),
      simpson((x) => Math.abs(Math.exp(-2 * x) - Math.exp(-x / 2)), 0, 80),
      1e-10,
    );
    close(
      exponentialWasserstein2Squared(p, q),
      simpson((t) => (t / 2 - t / 0.5) ** 2 * Math.exp(-t), 0, 60),
      1e-10,
    );
  });
});
