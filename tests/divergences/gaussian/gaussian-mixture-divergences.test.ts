import fc from 'fast-check';
import {
  type GaussianMixture,
  gaussianJensenShannon,
  gaussianKl,
  gaussianMixtureJensenShannon,
  gaussianMixtureKl,
  gaussianMixtureSquaredHellinger,
  gaussianMixtureTotalVariation,
  gaussianSquaredHellinger,
  gaussianTotalVariation,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixed } from '../arbitraries';
import { measures, mixture } from './mixture-measures';

const runs = { ...fixed, numRuns: 1000 };

describe('divergences of mixtures', () => {
  // The definitions by mpmath 1.2.1 with 40 digits, over 120 panels and, for TV, between the signChanges.
  it.each([
    {
      of: 'two humps and one',
      p: mixture(
        [0.5, 0.5],
        [
          [-2, 1],
          [2, 1],
        ],
      ),
      q: mixture([1], [[0, 4]]),
      kl: 0.18542698682307832,
      jensenShannon: 0.048771832797185326,
      totalVariation: 0.2657053602771921,
      squaredHellinger: 0.049974877220545354,
    },
    {
      of: 'two and three components',
      p: mixture(
        [0.25, 0.75],
        [
          [-1, 0.25],
          [3, 2],
        ],
      ),
      q: mixture(
        [0.5, 0.25, 0.25],
        [
          [-1, 0.5],
          [2, 1],
          [4, 0.0625],
        ],
      ),
      kl: 0.5953942574318276,
      jensenShannon: 0.0875492265817948,
      totalVariation: 0.33664371667374854,
      squaredHellinger: 0.0966377681031859,
    },
    {
      of: 'neighbors',
      p: mixture(
        [0.5, 0.5],
        [
          [0, 1],
          [1, 1],
        ],
      ),
      q: mixture(
        [0.5, 0.5],
        [
          [0, 1],
          [1 + 2 ** -10, 1],
        ],
      ),
      kl: 1.3639495201884999e-7,
      jensenShannon: 3.410457924832196e-8,
      totalVariation: 0.00019479602761176334,
      squaredHellinger: 3.4104580664223555e-8,
    },
    {
      of: 'a trace of a wide component, which decides log q far from the narrow one',
      p: mixture([1], [[0, 1]]),
      q: mixture(
        [1 - 2 ** -30, 2 ** -30],
        [
          [0, 2 ** -20],
          [0, 2 ** 20],
        ],
      ),
      kl: 27.07585002510702,
      jensenShannon: 0.6847306668581377,
      totalVariation: 0.9969022344351499,
      squaredHellinger: 0.9558045048057238,
    },
    {
      of: 'narrow components where the other mixture has little',
      p: mixture(
        [0.5, 0.5],
        [
          [0, 2 ** -20],
          [3, 1],
        ],
      ),
      q: mixture(
        [1 - 2 ** -10, 2 ** -10],
        [
          [0, 1],
          [3, 2 ** -20],
        ],
      ),
      kl: 4.77001414032604,
      jensenShannon: 0.5689653857002877,
      totalVariation: 0.903582426776186,
      squaredHellinger: 0.7387946319729904,
    },
  ])('agree with mpmath: $of', ({ p, q, ...expected }) => {
    for (const name of ['kl', 'jensenShannon', 'totalVariation', 'squaredHellinger'] as const) {
      const error = Math.abs(measures[name](p, q) - expected[name]);
      expect(error, name).toBeLessThan(1e-13 + 2e-13 * expected[name]);
    }
  });

  it('of one component, or of equal ones, are those of Gaussians', () => {
    for (const [mean, variance] of [
      [0.3, 4],
      [3, 0.2],
      [1, 1],
      [0, 1e-6],
      [100, 1e4],
      [1e3, 1],
    ] as const) {
      const [a, b] = [
        { mean: 0, covariance: 1 },
        { mean, covariance: variance },
      ];
      const p = { weights: [0.25, 0.75, 0], components: [a, a, { mean: 9, covariance: 1 }] };
      const q = { weights: [1], components: [b] };
      const kl = gaussianKl(a, b);
      expect(Math.abs(gaussianMixtureKl(p, q) - kl)).toBeLessThan(1e-12 * (1 + kl));
      expect(gaussianMixtureJensenShannon(p, q)).toBeCloseTo(gaussianJensenShannon(a, b), 12);
      expect(gaussianMixtureTotalVariation(p, q)).toBeCloseTo(gaussianTotalVariation(a, b), 12);
      expect(gaussianMixtureSquaredHellinger(p, q)).toBeCloseTo(gaussianSquaredHellinger(a, b), 12);
    }
  });

  it('of mixtures that share nothing: JS is log 2, TV and H² are 1, KL is large but finite', () => {
    const p = mixture(
      [0.5, 0.5],
      [
        [-300, 1],
        [-200, 2],
      ],
    );
    const q = mixture(
      [0.5, 0.5],
      [
        [200, 1],
        [300, 2],
      ],
    );
    expect(gaussianMixtureJensenShannon(p, q)).toBeCloseTo(Math.LN2, 13);
    expect(gaussianMixtureTotalVariation(p, q)).toBeCloseTo(1, 13);
    expect(gaussianMixtureSquaredHellinger(p, q)).toBeCloseTo(1, 13);
    // log q is close to log ½ + log N(x; 300, 2), whose slow fall decides; both halves of p by the Gaussians' formula.
    const far = { mean: 300, covariance: 2 };
    const half = (mean: number, covariance: number) => {
      const entropy = Math.log(2 * Math.PI * Math.E * covariance) / 2;
      return gaussianKl({ mean, covariance }, far) + entropy;
    };
    const cross = (half(-300, 1) + half(-200, 2)) / 2 + Math.LN2;
    const entropy =
      (Math.log(2 * Math.PI * Math.E) / 2 + Math.log(2 * Math.PI * Math.E * 2) / 2) / 2 + Math.LN2;
    expect(Math.abs(gaussianMixtureKl(p, q) / (cross - entropy) - 1)).toBeLessThan(1e-12);
  });

  const drawn = fc
    .array(
      fc.record({
        count: fc.integer({ min: 1, max: 100 }),
        mean: fc.integer({ min: -5 * 2 ** 10, max: 5 * 2 ** 10 }).map((n) => n / 2 ** 10),
        covariance: fc.integer({ min: 2 ** 6, max: 2 ** 13 }).map((n) => n / 2 ** 10),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((members): GaussianMixture => {
      const sum = members.reduce((total, { count }) => total + count, 0);
      return { weights: members.map(({ count }) => count / sum), components: members };
    });

  it('are 0 for equal ones, symmetric but for KL, unchanged by affine maps, and keep the order of bounds', () => {
    const map = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: -100, max: 100 }));
    fc.assert(
      fc.property(drawn, drawn, map, (p, q, [factor, shift]) => {
        const move = ({ weights, components }: GaussianMixture): GaussianMixture => ({
          weights,
          components: components.map(({ mean, covariance }) => ({
            mean: (mean as number) * factor + shift,
            covariance: (covariance as number) * factor * factor,
          })),
        });
        const [kl, js, tv, squared] = Object.values(measures).map((measure) => {
          expect(measure(p, p)).toBe(0);
          const value = measure(p, q);
          expect(value).toBeGreaterThanOrEqual(0);
          const moved = measure(move(p), move(q));
          expect(Math.abs(moved - value)).toBeLessThan(1e-9 * (1 + value));
          return value;
        }) as [number, number, number, number];
        for (const symmetric of [
          gaussianMixtureJensenShannon,
          gaussianMixtureTotalVariation,
          gaussianMixtureSquaredHellinger,
        ])
          expect(Math.abs(symmetric(p, q) - symmetric(q, p))).toBeLessThan(1e-11);
        const isAtMost = (a: number, b: number) => expect(a).toBeLessThanOrEqual(b + 1e-9);
        isAtMost(squared, tv);
        isAtMost(tv, Math.sqrt(2 * squared));
        isAtMost(2 * tv * tv, kl);
        isAtMost(js, Math.LN2 * tv);
        isAtMost(Math.LN2 * squared, js);
      }),
      runs,
    );
  }, 600_000);
});
