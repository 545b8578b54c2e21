import { estimateJensenShannonByDiscriminator } from 'gan-core/estimators';
import type { Claim } from './claim';
import { density, draw, type Normal, places } from './gaussians';
import { colors, lineFigure } from './line-figure';

// For a fixed G, at each x, V is greatest where D(x) = P_data(x)/(P_data(x) + P_G(x)). A network knows neither density.

const count = 10_000;
const data: Normal = { mean: -1, deviation: 0.6 };
const generated: Normal = { mean: 1, deviation: 1.1 };

export const bestDiscriminator: Claim = {
  name: 'best-discriminator',
  says: 'The best discriminator is D*(x) = P_data(x)/(P_data(x) + P_G(x)), at each x.',
  async show({ seed, signal }) {
    const trained = await estimateJensenShannonByDiscriminator(
      draw(data, count, 2 * seed),
      draw(generated, count, 2 * seed + 1),
      { seed, signal },
    );
    const x = places(-4, 5, 361);
    const ratios = await trained.details.densityRatio({ values: x, dimension: 1 });
    trained.details.dispose();
    const [p, q] = [data, generated].map((of) => x.map((at) => density(at, of)));
    const best = x.map((_, index) => p![index]! / (p![index]! + q![index]!));
    const learned = ratios.map((ratio) => ratio / (1 + ratio));
    // Where samples are: D is told nothing of the rest.
    const weights = x.map((_, index) => p![index]! + q![index]!);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const off = best.map((each, index) => Math.abs(each - learned[index]!));
    const frequent = off.filter((_, index) => weights[index]! > 0.02);
    return {
      checks: [
        {
          what: '|D − D*|, on average over the samples of both',
          value: off.reduce((sum, each, index) => sum + each * weights[index]!, 0) / total,
          most: 0.02,
        },
        {
          what: 'the most, wherever P_data + P_G is above 0.02',
          value: Math.max(...frequent),
          most: 0.1,
        },
      ],
      picture: await lineFigure({
        title: 'The best discriminator is P_data/(P_data + P_G)',
        subtitle: `D: trained on half of ${count.toLocaleString('en')} samples from each of two Gaussians, whose densities it isn't told (seed ${seed}).`,
        heading: 'D(x): how probable it is that x is real',
        x: { label: 'x' },
        y: { label: 'D(x), and the densities', domain: [0, 1.02] },
        series: [
          { name: 'P_data', color: colors.data, x, y: p! },
          { name: 'P_G', color: colors.generated, x, y: q! },
          { name: 'D as trained', color: colors.learned, x, y: learned },
          { name: 'D*', color: colors.exact, as: 'dashed', x, y: best },
        ],
      }),
    };
  },
};
