import * as divergences from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixedMeasures } from './fixed-measures';

const { log, sqrt } = Math;

describe('Bernoulli closed forms, by hand', () => {
  // p = (½, ½), q = (¼, ¾).
  const p = [0.5, 0.5];
  const q = [0.25, 0.75];
  it.each([
    ['klDivergence', log(2) - log(3) / 2],
    ['reverseKlDivergence', (3 / 4) * log(3) - log(2)],
    // m = (3/8, 5/8)
    [
      'jensenShannonDivergence',
      0.5 * (0.5 * log(4 / 3) + 0.5 * log(4 / 5)) + 0.5 * (0.25 * log(2 / 3) + 0.75 * log(6 / 5)),
    ],
    ['totalVariationDistance', 1 / 4],
    ['squaredHellingerDistance', 1 - (1 + sqrt(3)) / sqrt(8)],
    ['pearsonChiSquared', 1 / 3],
    ['neymanChiSquared', 1 / 4],
    ['jeffreysDivergence', log(3) / 4],
  ] as const)('%s', (name, expected) => {
    expect(fixedMeasures[name](p, q)).toBeCloseTo(expected, 15);
  });

  it.each([
    [2, 1 / 6],
    [-1, 1 / 8],
    [0.5, 4 - sqrt(2) * (1 + sqrt(3))],
    // (½³·16 + ½³·16/9 − 1)/6
    [3, (2 + 2 / 9 - 1) / 6],
  ])('alphaDivergence at %d', (alpha, expected) => {
    expect(divergences.alphaDivergence(p, q, alpha)).toBeCloseTo(expected, 15);
  });

  it.each([
    [0, 0],
    [0.5, -2 * log((1 + sqrt(3)) / sqrt(8))],
    [2, log(4 / 3)],
    [3, log(2 + 2 / 9) / 2],
    [Infinity, log(2)],
  ])('renyiDivergence of order %d', (order, expected) => {
    expect(divergences.renyiDivergence(p, q, order)).toBeCloseTo(expected, 15);
  });
});

describe('sums over an f-divergence generator, Σ q·f(p/q), written out here', () => {
  const p = [0.1, 0.2, 0.3, 0.4];
  const q = [0.3, 0.3, 0.2, 0.2];
  const generators = {
    klDivergence: (u: number) => u * log(u),
    reverseKlDivergence: (u: number) => -log(u),
    jensenShannonDivergence: (u: number) => 0.5 * (u * log(u) - (u + 1) * log((u + 1) / 2)),
    totalVariationDistance: (u: number) => 0.5 * Math.abs(u - 1),
    squaredHellingerDistance: (u: number) => 0.5 * (sqrt(u) - 1) ** 2,
    pearsonChiSquared: (u: number) => (u - 1) ** 2,
    neymanChiSquared: (u: number) => (1 - u) ** 2 / u,
    jeffreysDivergence: (u: number) => (u - 1) * log(u),
  };
  it.each(Object.entries(generators))('%s', (name, f) => {
    const sum = p.reduce((total, probability, i) => total + q[i]! * f(probability / q[i]!), 0);
    expect(fixedMeasures[name as keyof typeof generators](p, q)).toBeCloseTo(sum, 14);
  });

  it.each([-2, -0.5, 0.25, 0.75, 1.5, 4])('alphaDivergence at %d', (alpha) => {
    const f = (u: number) => (u ** alpha - 1) / (alpha * (alpha - 1));
    const sum = p.reduce((total, probability, i) => total + q[i]! * f(probability / q[i]!), 0);
    expect(divergences.alphaDivergence(p, q, alpha)).toBeCloseTo(sum, 13);
  });
});

describe('conventions named in the docs', () => {
  const p = [0.1, 0.2, 0.7];
  const q = [0.4, 0.4, 0.2];
  it('alpha ½, 2 and −1 are 4·H², half of Pearson and half of Neyman', () => {
    expect(divergences.alphaDivergence(p, q, 0.5)).toBeCloseTo(
      4 * divergences.squaredHellingerDistance(p, q),
      14,
    );
    expect(divergences.alphaDivergence(p, q, 2)).toBeCloseTo(divergences.pearsonChiSquared(p, q) / 2, 14);
    expect(divergences.alphaDivergence(p, q, -1)).toBeCloseTo(divergences.neymanChiSquared(p, q) / 2, 14);
  });
  it("Amari's older index is reached by (1 − α_A)/2", () => {
    const alphaA = 0.4;
    const sum = p.reduce((s, a, i) => s + a ** ((1 - alphaA) / 2) * q[i]! ** ((1 + alphaA) / 2), 0);
    const amari = (4 / (1 - alphaA * alphaA)) * (1 - sum);
    expect(divergences.alphaDivergence(p, q, (1 - alphaA) / 2)).toBeCloseTo(amari, 14);
  });
  it('Rényi of order ½ is −2 log(1 − H²)', () => {
    expect(divergences.renyiDivergence(p, q, 0.5)).toBeCloseTo(
      -2 * log(1 - divergences.squaredHellingerDistance(p, q)),
      14,
    );
  });
});
