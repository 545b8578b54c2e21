import {
  bernoulliKl,
  bernoulliSquaredHellinger,
  bernoulliTotalVariation,
  klDivergence,
  squaredHellingerDistance,
  totalVariationDistance,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { close } from './float64';

describe('Bernoulli', () => {
  it('is the discrete divergence of [p, 1 − p] and [q, 1 − q]', () => {
    for (const [p, q] of [
      [0.25, 0.75],
      [0.5, 0.125],
      [0, 0.5],
      [0.5, 0],
      [1, 1],
      [1, 0],
    ] as const) {
      const [first, second] = [{ probability: p }, { probability: q }];
      const arrays = [
        [p, 1 - p],
        [q, 1 - q],
      ] as const;
      expect(bernoulliKl(first, second)).toBeCloseTo(klDivergence(...arrays), 15);
      expect(bernoulliSquaredHellinger(first, second)).toBeCloseTo(squaredHellingerDistance(...arrays), 15);
      expect(bernoulliTotalVariation(first, second)).toBe(totalVariationDistance(...arrays));
    }
    // By hand: ½ log 2 + ½ log(2/3)
    close(bernoulliKl({ probability: 0.5 }, { probability: 0.25 }), Math.LN2 - Math.log(3) / 2);
  });
});
