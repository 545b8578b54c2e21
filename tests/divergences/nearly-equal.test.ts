import { describe, expect, it } from 'vitest';
import { nearlyEqualBetasAndGammas } from './nearly-equal-betas-and-gammas';
import { nearlyEqualUniformsAndBernoullis } from './nearly-equal-uniforms-and-bernoullis';

/**
 * Pairs that differ by 1e-3 to 1e-14 of their parameters, and two that hardly overlap: textbook formulas in 60 digits by mpmath, of the
 * float64 parameters as they are.
 */
const reference = [...nearlyEqualBetasAndGammas, ...nearlyEqualUniformsAndBernoullis] as const;

describe('closed forms of nearly equal parameters', () => {
  it.each(reference.map((row) => [row[0].name, ...row] as const))(
    'keep their digits: %s',
    (_, divergence, p, q, truth) => {
      const value = (divergence as (p: unknown, q: unknown) => number)(p, q);
      expect(Math.abs(value - truth)).toBeLessThan(1e-14 * truth);
    },
  );
});
