import fc from 'fast-check';
import * as divergences from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixed, fullPair, pair, triple } from '../arbitraries';
import { fixedMeasures } from './fixed-measures';

type Divergence = (p: readonly number[], q: readonly number[]) => number;
const measures: Record<string, Divergence> = { ...fixedMeasures };
for (const alpha of [-2, 0, 1e-9, 0.3, 1 - 1e-9, 1, 1 + 1e-9, 2.5])
  measures[`alphaDivergence at ${alpha}`] = (p, q) => divergences.alphaDivergence(p, q, alpha);
for (const order of [0.2, 1 - 1e-9, 1, 1 + 1e-9, 3, Infinity])
  measures[`renyiDivergence of order ${order}`] = (p, q) => divergences.renyiDivergence(p, q, order);

function isAtMost(a: number, b: number): void {
  expect(a <= b + 1e-12 * (1 + Math.abs(b)), `${a} <= ${b}`).toBe(true);
}
function isClose(a: number, b: number): void {
  expect(a === b || Math.abs(a - b) <= 1e-12 * (1 + Math.abs(b)), `${a} is ${b}`).toBe(true);
}

describe.each(Object.entries(measures))('%s', (_, measure) => {
  it('is 0 for equal distributions, exactly, and above 0 for others', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        expect(measure(p, p)).toBe(0);
        if (p.some((value, i) => Math.abs(value - q[i]!) > 1e-9)) expect(measure(p, q)).toBeGreaterThan(0);
        else expect(measure(p, q)).toBeGreaterThanOrEqual(0);
      }),
      fixed,
    );
  });

  it('does not change when outcomes are renamed', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => isClose(measure([...p].reverse(), [...q].reverse()), measure(p, q))),
      fixed,
    );
  });

  it('never grows when two outcomes are merged', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const merge = ([first, second, ...rest]: number[]) => [first! + second!, ...rest];
        isAtMost(measure(merge(p), merge(q)), measure(p, q));
      }),
      fixed,
    );
  });

  it('does not change when an outcome is split in one proportion', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const split = ([first, ...rest]: number[]) => [first! / 4, (first! * 3) / 4, ...rest];
        isClose(measure(split(p), split(q)), measure(p, q));
      }),
      fixed,
    );
  });
});

describe('symmetric measures', () => {
  it.each([
    'jensenShannonDivergence',
    'totalVariationDistance',
    'squaredHellingerDistance',
    'jeffreysDivergence',
    'alphaDivergence at 0.5',
  ])('%s', (name) => {
    const measure = measures[name] ?? ((p, q) => divergences.alphaDivergence(p, q, 0.5));
    fc.assert(
      fc.property(pair, ([p, q]) => isClose(measure(p, q), measure(q, p))),
      fixed,
    );
  });
  it('alphaDivergence(p, q, α) is alphaDivergence(q, p, 1 − α)', () => {
    fc.assert(
      fc.property(fullPair, fc.double({ min: -4, max: 5, noNaN: true }), ([p, q], alpha) =>
        isClose(divergences.alphaDivergence(p, q, alpha), divergences.alphaDivergence(q, p, 1 - alpha)),
      ),
      fixed,
    );
  });
});

describe('inequalities between measures', () => {
  it('Pinsker: TV ≤ √(KL/2), and KL ≤ log(1 + χ²)', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const kl = divergences.klDivergence(p, q);
        isAtMost(divergences.totalVariationDistance(p, q), Math.sqrt(kl / 2));
        isAtMost(kl, Math.log1p(divergences.pearsonChiSquared(p, q)));
      }),
      fixed,
    );
  });
  it('JS ≤ log 2 · TV ≤ log 2', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const js = divergences.jensenShannonDivergence(p, q);
        const tv = divergences.totalVariationDistance(p, q);
        expect(js).toBeLessThanOrEqual(Math.LN2 * tv + 1e-15);
        expect(tv).toBeLessThanOrEqual(1 + 1e-15);
      }),
      fixed,
    );
  });
  it('H² ≤ TV ≤ √2·H, and log 2 · H² ≤ JS', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const squared = divergences.squaredHellingerDistance(p, q);
        const tv = divergences.totalVariationDistance(p, q);
        isAtMost(squared, tv);
        // What the far-apart shortcut of gaussianJensenShannon rests on: log 2 − JS ≤ log 2 · Σ √(p·q).
        isAtMost(Math.LN2 * squared, divergences.jensenShannonDivergence(p, q));
        isAtMost(tv, Math.sqrt(2 * squared));
      }),
      fixed,
    );
  });
  it('TV, √JS and H keep the triangle inequality', () => {
    const distances: Divergence[] = [
      divergences.totalVariationDistance,
      (p, q) => Math.sqrt(divergences.jensenShannonDivergence(p, q)),
      (p, q) => Math.sqrt(divergences.squaredHellingerDistance(p, q)),
    ];
    fc.assert(
      fc.property(triple, ([p, q, r]) => {
        for (const distance of distances) isAtMost(distance(p, r), distance(p, q) + distance(q, r));
      }),
      fixed,
    );
  });
  it('JS is the mean of KL(p‖m) and KL(q‖m)', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const m = p.map((value, i) => (value + q[i]!) / 2);
        isClose(
          divergences.jensenShannonDivergence(p, q),
          (divergences.klDivergence(p, m) + divergences.klDivergence(q, m)) / 2,
        );
      }),
      fixed,
    );
  });
});

describe('families', () => {
  it('Rényi never falls as its order grows', () => {
    const order = fc.oneof(
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 500, noNaN: true }),
      fc.constantFrom(0, 1 - 1e-9, 1, 1 + 1e-9, Infinity),
    );
    fc.assert(
      fc.property(pair, order, order, ([p, q], a, b) =>
        isAtMost(
          divergences.renyiDivergence(p, q, Math.min(a, b)),
          divergences.renyiDivergence(p, q, Math.max(a, b)),
        ),
      ),
      fixed,
    );
  });
  it('both reach KL at 1 and, alpha, reverse KL at 0, without a jump', () => {
    fc.assert(
      fc.property(fullPair, fc.double({ min: -1e-9, max: 1e-9, noNaN: true }), ([p, q], step) => {
        const kl = divergences.klDivergence(p, q);
        const reverse = divergences.reverseKlDivergence(p, q);
        // The slope in α is at most some times log²(p/q), which counts of 1 … 1000 keep below 200.
        const near = (a: number, b: number) =>
          expect(Math.abs(a - b)).toBeLessThanOrEqual(1000 * Math.abs(step) * b + 1e-15);
        near(divergences.alphaDivergence(p, q, 1 + step), kl);
        near(divergences.alphaDivergence(p, q, step), reverse);
        near(divergences.renyiDivergence(p, q, 1 + step), kl);
      }),
      fixed,
    );
  });
});
