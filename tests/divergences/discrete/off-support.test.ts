import * as divergences from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixedMeasures } from './fixed-measures';

const { log } = Math;
const { alphaDivergence, renyiDivergence } = divergences;

describe('zeros, by the rules that the docs state', () => {
  // Only p has the first outcome; neither has the last.
  const wide = [0.5, 0.5, 0];
  const narrow = [0, 1, 0];
  it.each([
    ['klDivergence', Infinity, log(2)],
    ['reverseKlDivergence', log(2), Infinity],
    ['jensenShannonDivergence', 0.25 * log(2) + 0.25 * log(2 / 3) + 0.5 * log(4 / 3), null],
    ['totalVariationDistance', 0.5, null],
    ['squaredHellingerDistance', 1 - Math.SQRT1_2, null],
    ['pearsonChiSquared', Infinity, 1],
    ['neymanChiSquared', 1, Infinity],
    ['jeffreysDivergence', Infinity, Infinity],
  ] as const)('%s', (name, forward, backward) => {
    const near = (actual: number, expected: number) =>
      expected === Infinity ? expect(actual).toBe(Infinity) : expect(actual).toBeCloseTo(expected, 15);
    near(fixedMeasures[name](wide, narrow), forward);
    near(fixedMeasures[name](narrow, wide), backward ?? forward);
  });

  it('alphaDivergence: infinite from 1 up where only p has mass, and from 0 down where only q has', () => {
    for (const alpha of [1, 1.5, 7]) expect(alphaDivergence(wide, narrow, alpha)).toBe(Infinity);
    for (const alpha of [0, -0.5, -7]) expect(alphaDivergence(narrow, wide, alpha)).toBe(Infinity);
    // (Σ p^α q^(1−α) − 1)/(α(α−1)) with one shared outcome
    for (const alpha of [-2, 0.25, 0.75])
      expect(alphaDivergence(wide, narrow, alpha)).toBeCloseTo(
        (0.5 ** alpha - 1) / (alpha * (alpha - 1)),
        14,
      );
    for (const alpha of [3, 0.25, 0.75])
      expect(alphaDivergence(narrow, wide, alpha)).toBeCloseTo(
        (0.5 ** (1 - alpha) - 1) / (alpha * (alpha - 1)),
        14,
      );
  });

  it('renyiDivergence: infinite from 1 up where only p has mass; order 0 sees nothing but the supports', () => {
    for (const order of [1, 1.5, 7, Infinity]) expect(renyiDivergence(wide, narrow, order)).toBe(Infinity);
    for (const order of [0, 0.3, 1, 2, Infinity])
      expect(renyiDivergence(narrow, wide, order)).toBeCloseTo(log(2), 15);
    expect(renyiDivergence(wide, narrow, 0)).toBe(0);
    expect(renyiDivergence(wide, narrow, 0.5)).toBeCloseTo(log(2), 15);
  });
});

describe('distributions that share no outcome', () => {
  const p = [0.25, 0.75, 0, 0];
  const q = [0, 0, 0.5, 0.5];
  it('are as far apart as each measure goes', () => {
    expect(divergences.jensenShannonDivergence(p, q)).toBeCloseTo(log(2), 15);
    expect(divergences.totalVariationDistance(p, q)).toBe(1);
    expect(divergences.squaredHellingerDistance(p, q)).toBeCloseTo(1, 15);
    expect(alphaDivergence(p, q, 0.25)).toBeCloseTo(16 / 3, 14);
    for (const name of [
      'klDivergence',
      'reverseKlDivergence',
      'pearsonChiSquared',
      'neymanChiSquared',
      'jeffreysDivergence',
    ] as const)
      expect(fixedMeasures[name](p, q)).toBe(Infinity);
    for (const order of [0, 0.5, 1, 2, Infinity]) expect(renyiDivergence(p, q, order)).toBe(Infinity);
  });
});

describe('probabilities at the edge of float64', () => {
  const tiny = 5e-324;
  it('stay finite where the true value is', () => {
    // 1·log(1/tiny) − …: 1074·log 2
    expect(divergences.klDivergence([1, 0], [tiny, 1])).toBeCloseTo(1074 * log(2), 10);
    expect(divergences.reverseKlDivergence([tiny, 1], [1, 0])).toBeCloseTo(1074 * log(2), 10);
    expect(divergences.jensenShannonDivergence([tiny, 1], [0, 1])).toBeGreaterThanOrEqual(0);
    expect(renyiDivergence([1, 0], [tiny, 1], 1e6)).toBeCloseTo(1074 * log(2), 10);
    expect(renyiDivergence([0.5, 0.5], [0.25, 0.75], 1e300)).toBeCloseTo(log(2), 14);
    expect(renyiDivergence([0.5, 0.5], [0.5, 0.5], 1e300)).toBe(0);
    // p^α q^(1−α) = 2^(1100 − 42) is too much for float64; α(α − 1) doesn't save it.
    expect(alphaDivergence([2 ** -20, 1 - 2 ** -20], [2 ** -1000, 1], 2.1)).toBe(Infinity);
    // ½ p²/q = 2^939 fits, although (p/q)² = 2^2000 wouldn't.
    expect(alphaDivergence([2 ** -60, 1], [2 ** -1060, 1], 2) / 2 ** 939).toBeCloseTo(1, 12);
  });
});

describe('probabilities that sum to a little more than 1', () => {
  // As those of float32 do. Without an overlap each divergence is at the end of its range.
  const [p, q] = [
    [1 + 5e-7, 0],
    [0, 1 + 5e-7],
  ];
  it.each([
    ['jensenShannonDivergence', Math.LN2],
    ['totalVariationDistance', 1],
    ['squaredHellingerDistance', 1],
  ] as const)('%s stays within its range', (name, most) => {
    expect(fixedMeasures[name](p!, q!)).toBe(most);
  });
  it.each([0.1, 0.25, 0.5, 0.9])('alphaDivergence of order %d stays within its range', (alpha) => {
    expect(divergences.alphaDivergence(p!, q!, alpha)).toBe(1 / (alpha * (1 - alpha)));
  });
});
