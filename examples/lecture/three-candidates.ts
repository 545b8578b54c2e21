import { gaussianJensenShannon } from 'gan-core/divergences';
import type { Claim } from './claim';
import { draw, type Normal, withCovariance } from './gaussians';
import { colors, lineFigure } from './line-figure';
import { bestValue, type GreatestValue, greatestValue } from './value';

// G* = argmin_G max_D V(G, D). Three generators: for each the best D is sought, and its V read. The generator whose V is the
// smallest is the one closest to the data.

const count = 6000;
const data: Normal = { mean: 0, deviation: 1 };
const candidates: readonly Normal[] = [
  { mean: 2, deviation: 1 },
  { mean: 0.5, deviation: 1.2 },
  { mean: 0, deviation: 3 },
];

export const threeCandidates: Claim = {
  name: 'three-candidates',
  says: 'Of three generators, G* is the one whose greatest V is the smallest.',
  async show({ seed, signal }) {
    const values: GreatestValue[] = [];
    for (const [index, candidate] of candidates.entries()) {
      const [real, generated] = [
        draw(data, count, 100 * seed),
        draw(candidate, count, 100 * seed + 1 + index),
      ];
      values.push(await greatestValue(real, generated, { seed, signal }));
    }
    const divergences = candidates.map((each) =>
      gaussianJensenShannon(withCovariance(data), withCovariance(each)),
    );
    const order = [...values.keys()].sort((a, b) => values[a]!.value - values[b]!.value);
    const [best, second] = [values[order[0]!]!, values[order[1]!]!];
    const closest = divergences.indexOf(Math.min(...divergences));
    const numbers = candidates.map((_, index) => index + 1);
    return {
      checks: [
        {
          what: 'number of the generator of the smallest max V: the closest to the data, by the densities',
          value: order[0]! + 1,
          least: closest + 1,
          most: closest + 1,
        },
        {
          what: 'how far the next one is behind, in standard errors of both',
          value: (second.value - best.value) / Math.hypot(best.standardError, second.standardError),
          least: 4,
        },
      ],
      picture: await lineFigure({
        title: 'G* is the generator whose max V is the smallest',
        subtitle: `Data N(0, 1²); G₁ makes N(2, 1²), G₂ N(0.5, 1.2²), G₃ N(0, 3²). ${count.toLocaleString('en')} samples of each (seed ${seed}).`,
        heading: 'max V of each generator: the best that a discriminator can do against it',
        x: { label: 'generator', ticks: numbers, tickFormat: (n: number) => `G${n}`, domain: [0.5, 3.5] },
        y: { label: 'max V (nats)', domain: [-1.4, -0.6] },
        series: [
          {
            name: 'of D as trained, with 95 % intervals',
            color: colors.learned,
            as: 'dots',
            x: numbers,
            y: values.map(({ value }) => value),
            intervals: values.map(({ interval }) => interval),
          },
          {
            name: 'exactly',
            color: colors.exact,
            as: 'dots',
            x: numbers.map((n) => n + 0.06),
            y: divergences.map(bestValue),
          },
        ],
      }),
    };
  },
};
