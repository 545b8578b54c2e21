import fc from 'fast-check';
import * as divergences from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixed } from '../arbitraries';

const runs = { ...fixed, numRuns: 1000 };

/** What is known of one family: how to draw its members, and its distances by kind. */
interface Family<Member> {
  readonly member: fc.Arbitrary<Member>;
  readonly kl: (p: Member, q: Member) => number;
  readonly squaredHellinger: (p: Member, q: Member) => number;
  readonly totalVariation?: (p: Member, q: Member) => number;
  readonly wasserstein1?: (p: Member, q: Member) => number;
  readonly wasserstein2Squared?: (p: Member, q: Member) => number;
}

/** A positive number of any size from 1/1024 to 1024; different ones differ by a 2⁻²⁰th at least. */
const positive = fc
  .tuple(fc.integer({ min: 2 ** 20, max: 2 ** 21 }), fc.integer({ min: -10, max: 10 }))
  .map(([digits, exponent]) => digits * 2 ** (exponent - 20));
const location = fc.integer({ min: -4096, max: 4096 }).map((count) => count / 256);

const rates = fc.record({ rate: positive });
const families: Record<string, Family<never>> = {
  exponential: family(rates, {
    kl: divergences.exponentialKl,
    squaredHellinger: divergences.exponentialSquaredHellinger,
    totalVariation: divergences.exponentialTotalVariation,
    wasserstein1: divergences.exponentialWasserstein1,
    wasserstein2Squared: divergences.exponentialWasserstein2Squared,
  }),
  gamma: family(fc.record({ shape: positive, rate: positive }), {
    kl: divergences.gammaKl,
    squaredHellinger: divergences.gammaSquaredHellinger,
  }),
  beta: family(fc.record({ alpha: positive, beta: positive }), {
    kl: divergences.betaKl,
    squaredHellinger: divergences.betaSquaredHellinger,
  }),
  laplace: family(fc.record({ location, scale: positive }), {
    kl: divergences.laplaceKl,
    squaredHellinger: divergences.laplaceSquaredHellinger,
    wasserstein1: divergences.laplaceWasserstein1,
    wasserstein2Squared: divergences.laplaceWasserstein2Squared,
  }),
  bernoulli: family(
    fc.record({ probability: fc.integer({ min: 0, max: 1024 }).map((count) => count / 1024) }),
    {
      kl: divergences.bernoulliKl,
      squaredHellinger: divergences.bernoulliSquaredHellinger,
      totalVariation: divergences.bernoulliTotalVariation,
    },
  ),
  poisson: family(rates, {
    kl: divergences.poissonKl,
    squaredHellinger: divergences.poissonSquaredHellinger,
    wasserstein1: divergences.poissonWasserstein1,
  }),
  uniform: family(
    fc.tuple(location, positive).map(([min, length]) => ({ min, max: min + length })),
    {
      kl: divergences.uniformKl,
      squaredHellinger: divergences.uniformSquaredHellinger,
      totalVariation: divergences.uniformTotalVariation,
      wasserstein1: divergences.uniformWasserstein1,
      wasserstein2Squared: divergences.uniformWasserstein2Squared,
    },
  ),
};

/** Members and distances that fit each other, as one type for the table. */
function family<Member>(
  member: fc.Arbitrary<Member>,
  distances: Omit<Family<Member>, 'member'>,
): Family<never> {
  return { member, ...distances } as unknown as Family<never>;
}

const isAtMost = (a: number, b: number) =>
  expect(a, `${a} is at most ${b}`).toBeLessThanOrEqual(b * (1 + 1e-11));
const isClose = (a: number, b: number) =>
  expect(a === b || Math.abs(a - b) <= 1e-11 * Math.abs(b), `${a} is ${b}`).toBe(true);

describe.each(Object.entries(families))('%s', (_, { member, kl, ...rest }) => {
  const { squaredHellinger, totalVariation, wasserstein1, wasserstein2Squared } = rest;
  const symmetric = [squaredHellinger, totalVariation, wasserstein1, wasserstein2Squared].filter(
    (distance) => distance !== undefined,
  );
  const pairs = fc.tuple(member, member);
  const isEqual = (p: object, q: object) => JSON.stringify(p) === JSON.stringify(q);

  it('is 0 for equal members, exactly, and above 0 for others', () => {
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        for (const distance of [kl, ...symmetric]) {
          expect(distance(p, p)).toBe(0);
          if (isEqual(p, q)) expect(distance(p, q)).toBe(0);
          else expect(distance(p, q)).toBeGreaterThan(0);
        }
      }),
      runs,
    );
  });
  it('H², TV, W₁ and W₂² are symmetric', () => {
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        for (const distance of symmetric) isClose(distance(p, q), distance(q, p));
      }),
      runs,
    );
  });
  it('−2 log(1 − H²) ≤ KL; H² ≤ TV ≤ √2·H, Pinsker, W₁² ≤ W₂²', () => {
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        const squared = squaredHellinger(p, q);
        expect(squared).toBeLessThanOrEqual(1);
        if (squared < 1) isAtMost(-2 * Math.log1p(-squared), kl(p, q));
        const variation = totalVariation?.(p, q);
        if (variation !== undefined) {
          isAtMost(squared, variation);
          isAtMost(variation, Math.min(1, Math.sqrt(2 * squared), Math.sqrt(kl(p, q) / 2)));
        }
        if (wasserstein1 && wasserstein2Squared) isAtMost(wasserstein1(p, q) ** 2, wasserstein2Squared(p, q));
      }),
      runs,
    );
  });
  it('H, TV, W₁ and W₂ keep the triangle inequality', () => {
    fc.assert(
      fc.property(pairs, member, ([p, q], r) => {
        for (const distance of symmetric) {
          const root = distance === squaredHellinger || distance === wasserstein2Squared ? Math.sqrt : Number;
          isAtMost(root(distance(p, r)), root(distance(p, q)) + root(distance(q, r)));
        }
      }),
      runs,
    );
  });
});

describe('units', () => {
  it('exponential, gamma and Laplace divergences do not change when x is scaled', () => {
    const scaled = fc.record({ a: positive, b: positive, c: positive, d: positive, factor: positive });
    fc.assert(
      fc.property(scaled, location, ({ a, b, c, d, factor }, shift) => {
        for (const measure of [
          divergences.exponentialKl,
          divergences.exponentialSquaredHellinger,
          divergences.exponentialTotalVariation,
        ])
          isClose(measure({ rate: a * factor }, { rate: b * factor }), measure({ rate: a }, { rate: b }));
        for (const measure of [divergences.gammaKl, divergences.gammaSquaredHellinger]) {
          const pair = (by: number) =>
            [
              { shape: a, rate: b * by },
              { shape: c, rate: d * by },
            ] as const;
          const before = measure(...pair(1));
          // Means are rounded, and shapes of 1000 make much of it.
          expect(Math.abs(measure(...pair(factor)) - before)).toBeLessThanOrEqual(1e-11 * (1 + before));
        }
        for (const measure of [divergences.laplaceKl, divergences.laplaceSquaredHellinger])
          isClose(
            measure({ location: 0, scale: a * factor }, { location: shift * factor, scale: b * factor }),
            measure({ location: 0, scale: a }, { location: shift, scale: b }),
          );
      }),
      runs,
    );
  });
});
