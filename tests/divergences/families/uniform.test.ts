import {
  klDivergence,
  squaredHellingerDistance,
  totalVariationDistance,
  uniformKl,
  uniformSquaredHellinger,
  uniformTotalVariation,
  uniformWasserstein1,
  uniformWasserstein2Squared,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { close, simpson } from './float64';

describe('uniform', () => {
  const cases = [
    [0, 1, 0.5, 2],
    [0, 1, -1, 3],
    [-2, 6, 0, 1],
    [0, 1, 2, 3],
    [0, 1, 0.25, 1.25],
  ] as const;
  it('by hand: [0, 1] in [−1, 3], and half over', () => {
    const unit = { min: 0, max: 1 };
    close(uniformKl(unit, { min: -1, max: 3 }), Math.log(4));
    expect(uniformKl({ min: -1, max: 3 }, unit)).toBe(Infinity);
    close(uniformSquaredHellinger(unit, { min: -1, max: 3 }), 0.5);
    close(uniformSquaredHellinger(unit, { min: 0.5, max: 2.5 }), 1 - 0.5 / Math.SQRT2);
    expect(uniformTotalVariation(unit, { min: -1, max: 3 })).toBe(0.75);
    expect(uniformTotalVariation(unit, { min: 0.5, max: 2.5 })).toBe(0.75);
    expect(uniformTotalVariation(unit, { min: 1, max: 2 })).toBe(1);
    expect(uniformSquaredHellinger(unit, { min: 1, max: 2 })).toBe(1);
    expect(uniformSquaredHellinger(unit, unit)).toBe(0);
    expect(uniformKl(unit, unit)).toBe(0);
  });
  it.each(cases)('[%d, %d] and [%d, %d]: W₁ and W₂² are ∫|F⁻¹ − G⁻¹| and ∫(F⁻¹ − G⁻¹)²', (a, b, c, d) => {
    const [p, q] = [
      { min: a, max: b },
      { min: c, max: d },
    ];
    const gap = (u: number) => a + (b - a) * u - c - (d - c) * u;
    close(
      uniformWasserstein1(p, q),
      simpson((u) => Math.abs(gap(u)), 0, 1),
      1e-7,
    );
    close(uniformWasserstein1(q, p), uniformWasserstein1(p, q));
    close(
      uniformWasserstein2Squared(p, q),
      simpson((u) => gap(u) ** 2, 0, 1),
      1e-12,
    );
  });
  it.each(cases)('[%d, %d] and [%d, %d]: H² and TV are sums over a grid that has all ends', (a, b, c, d) => {
    const cells = Array.from({ length: 32 }, (_, k) => -2 + k / 4 + 1 / 8);
    const p = cells.map((x) => (x > a && x < b ? 0.25 / (b - a) : 0));
    const q = cells.map((x) => (x > c && x < d ? 0.25 / (d - c) : 0));
    const [first, second] = [
      { min: a, max: b },
      { min: c, max: d },
    ];
    close(uniformSquaredHellinger(first, second), squaredHellingerDistance(p, q));
    close(uniformTotalVariation(first, second), totalVariationDistance(p, q));
    expect(uniformKl(first, second)).toBeCloseTo(klDivergence(p, q), 14);
  });
});
