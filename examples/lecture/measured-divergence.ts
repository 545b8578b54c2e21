import { createRandom } from 'gan-core/distributions';
import { type GaussianMixture, gaussianMixtureJensenShannon } from 'gan-core/divergences';
import { estimateJensenShannonByDiscriminator } from 'gan-core/estimators';
import type { Claim } from './claim';
import { colors, lineFigure } from './line-figure';

// A discriminator is trained on samples alone, and reads a divergence off them. Here both densities are known, so that the reading
// can be compared with the integral. No D can read more than there is, on average.

const count = 8000;

/** Mixtures of Gaussians on the line: weight, mean, deviation of each part. */
type Parts = readonly (readonly [weight: number, mean: number, deviation: number])[];
const data: Parts = [
  [0.4, -2, 0.5],
  [0.6, 1.5, 0.8],
];
const generators: readonly Parts[] = [
  data,
  [
    [0.5, -2, 0.5],
    [0.5, 1.5, 0.8],
  ],
  [
    [0.4, -1.5, 0.5],
    [0.6, 1.2, 0.8],
  ],
  [[1, 0, 2]],
  [[1, 1.5, 0.8]],
  [[1, -2, 0.5]],
  [
    [0.5, 0, 0.5],
    [0.5, 4, 0.5],
  ],
  [[1, 5, 1]],
];

export const measuredDivergence: Claim = {
  name: 'measured-divergence',
  says: 'A discriminator measures the divergence from samples, without either density.',
  async show({ seed, signal }) {
    const exact: number[] = [];
    const measured: { value: number; standardError: number; interval: readonly [number, number] }[] = [];
    for (const [index, generator] of generators.entries()) {
      exact.push(gaussianMixtureJensenShannon(mixture(data), mixture(generator)));
      const estimate = await estimateJensenShannonByDiscriminator(
        draw(data, 100 * seed + 2 * index),
        draw(generator, 100 * seed + 2 * index + 1),
        { seed, signal },
      );
      estimate.details.dispose();
      measured.push(estimate);
    }
    const over = measured.map(({ value, standardError }, i) =>
      value > exact[i]! ? (value - exact[i]!) / standardError : 0,
    );
    const under = measured.map(({ value }, i) => exact[i]! - value);
    return {
      checks: [
        {
          what: 'the most that a reading lies above the truth, in standard errors',
          value: Math.max(...over),
          most: 4,
        },
        { what: 'the most that one lies below it, in nats', value: Math.max(...under), most: 0.04 },
      ],
      picture: await lineFigure({
        title: 'A discriminator measures the divergence from samples',
        subtitle: `Dots: ${generators.length} generators, ${count.toLocaleString('en')} samples of each and of the data; bars: 95 % intervals (seed ${seed}).`,
        heading: 'The Jensen–Shannon divergence: from 0, the same distribution, to log 2 = 0.69, no overlap',
        x: { label: 'exactly, by both densities (nats)', domain: [-0.01, 0.71] },
        y: { label: 'as measured (nats)' },
        series: [
          { name: 'equal', color: colors.exact, as: 'dashed', x: [0, Math.LN2], y: [0, Math.LN2] },
          {
            name: 'a generator',
            color: colors.learned,
            as: 'dots',
            x: exact,
            y: measured.map(({ value }) => value),
            intervals: measured.map(({ interval }) => interval),
          },
        ],
      }),
    };
  },
};

function mixture(parts: Parts): GaussianMixture {
  return {
    weights: parts.map(([weight]) => weight),
    components: parts.map(([, mean, deviation]) => ({ mean, covariance: deviation ** 2 })),
  };
}

function draw(parts: Parts, seed: number) {
  const random = createRandom(seed);
  const ends = parts.map((_, last) => parts.slice(0, last + 1).reduce((sum, [weight]) => sum + weight, 0));
  return {
    values: Float64Array.from({ length: count }, () => {
      const place = random.next();
      const [, mean, deviation] = parts[ends.findIndex((end) => place < end)] ?? parts.at(-1)!;
      return mean + deviation * random.normal();
    }),
    dimension: 1,
  };
}
