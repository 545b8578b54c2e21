import { ruleX } from '@observablehq/plot';
import { createRandom } from 'gan-core/distributions';
import { klDivergence } from 'gan-core/divergences';
import type { Claim } from './claim';
import { places } from './gaussians';
import { colors, lineFigure } from './line-figure';

// max_θ Σ log P_G(xᵢ; θ) is min_θ KL(P_data‖P_G). The data are sums of a die that isn't binomial; P_G is binomial, and θ its rate, so
// that no θ fits them: the best is still the same by both.

const trials = 5;
const data = [0.1, 0.15, 0.3, 0.05, 0.25, 0.15];
const choose = [1, 5, 10, 10, 5, 1];
const count = 5000;

const binomial = (rate: number) => choose.map((ways, k) => ways * rate ** k * (1 - rate) ** (trials - k));

export const maximumLikelihood: Claim = {
  name: 'maximum-likelihood',
  says: 'Maximum likelihood is minimum KL divergence.',
  async show({ seed }) {
    const random = createRandom(seed);
    const samples = Array.from({ length: count }, () => outcome(random.next()));
    const rates = places(0.2, 0.9, 701);
    const models = Array.from(rates, binomial);
    const likelihood = models.map((model) => mean(samples.map((x) => Math.log(model[x]!))));
    const kl = models.map((model) => klDivergence(data, model));
    const expected = models.map((model) => data.reduce((sum, p, x) => sum + p * Math.log(model[x]!), 0));
    const entropy = -data.reduce((sum, p) => sum + p * Math.log(p), 0);

    const mostLikely = rates[indexOfMost(likelihood)]!;
    const closest = rates[indexOfMost(kl.map((each) => -each))]!;
    const average = mean(samples);
    const spread = Math.sqrt(mean(samples.map((x) => (x - average) ** 2)));
    const standardError = spread / trials / Math.sqrt(count);
    return {
      checks: [
        {
          what: 'the farthest that E log P_G + KL is from −H(P_data), over all θ',
          value: Math.max(...expected.map((each, index) => Math.abs(each + kl[index]! + entropy))),
          most: 1e-12,
        },
        {
          what: `θ of the greatest likelihood of ${count} samples (${mostLikely.toFixed(3)}) less that of the least KL (${closest.toFixed(3)}), in standard errors`,
          value: Math.abs(mostLikely - closest) / standardError,
          most: 4,
        },
      ],
      picture: await lineFigure({
        title: 'Maximum likelihood is minimum KL divergence',
        subtitle: `A binomial distribution's rate θ, fitted to ${count.toLocaleString('en')} samples of data that aren't binomial (seed ${seed}).`,
        heading: 'Where one is greatest, the other is least',
        x: { label: 'θ' },
        y: { label: 'nats' },
        marks: [ruleX([closest], { stroke: '#999', strokeDasharray: '3,3' })],
        series: [
          { name: 'mean log P_G of the samples', color: colors.generated, x: rates, y: likelihood },
          { name: 'KL(P_data‖P_G)', color: colors.data, x: rates, y: kl },
          {
            name: 'their sum: −H(P_data), but for the draw',
            color: colors.exact,
            as: 'dashed',
            x: rates,
            y: kl.map((each, index) => each + likelihood[index]!),
          },
        ],
      }),
    };
  },
};

/** The outcome at a place between 0 and 1. */
function outcome(place: number): number {
  let below = 0;
  return Math.max(
    0,
    data.findIndex((p) => {
      below += p;
      return place < below;
    }),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function indexOfMost(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
