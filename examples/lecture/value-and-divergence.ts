import { gaussianJensenShannon } from 'gan-core/divergences';
import type { Claim, ClaimOptions } from './claim';
import { draw, type Normal, places, withCovariance } from './gaussians';
import { colors, lineFigure } from './line-figure';
import { bestValue, greatestValue } from './value';

// Put D* into V: max_D V(G, D) = −2 log 2 + 2·JSD(P_data‖P_G). Trained on samples, over a sweep of distances.

const count = 6000;
const at = (mean: number): Normal => ({ mean, deviation: 1 });
const exact = (distance: number) =>
  bestValue(gaussianJensenShannon(withCovariance(at(0)), withCovariance(at(distance))));

export const valueAndDivergence: Claim = {
  name: 'value-and-divergence',
  says: 'The greatest value of V is −2 log 2 + 2·JSD(P_data‖P_G).',
  async show({ seed, signal }: ClaimOptions) {
    const distances = places(0, 5, 11);
    const values = [];
    for (const [index, distance] of distances.entries())
      values.push(
        await greatestValue(
          draw(at(0), count, 1000 * seed + 2 * index),
          draw(at(distance), count, 1000 * seed + 2 * index + 1),
          {
            seed,
            signal,
          },
        ),
      );
    const off = values.map(({ value }, index) => Math.abs(value - exact(distances[index]!)));
    const fine = places(0, 5, 201);
    return {
      checks: [
        {
          what: 'the farthest that V as trained is from −2 log 2 + 2·JSD, in nats, over 11 distances',
          value: Math.max(...off),
          most: 0.06,
        },
      ],
      picture: await lineFigure({
        title: 'max V = −2 log 2 + 2·JSD',
        subtitle: `Dots: V of a D that is trained on half of ${count.toLocaleString('en')} samples a side, on samples that it never met; bars: 95 % intervals (seed ${seed}).`,
        heading: 'From −2 log 2, where the distributions are one, to 0, where nothing of them overlaps',
        x: { label: 'distance of two Gaussians (standard deviations)' },
        y: { label: 'V (nats)' },
        series: [
          { name: '−2 log 2 + 2·JSD', color: colors.exact, as: 'dashed', x: fine, y: fine.map(exact) },
          {
            name: 'V as trained',
            color: colors.learned,
            as: 'dots',
            x: distances,
            y: values.map(({ value }) => value),
            intervals: values.map(({ interval }) => interval),
          },
        ],
      }),
    };
  },
};
