import { createRandom } from 'gan-core/distributions';
import type { Claim } from './claim';
import { density, type Normal, places } from './gaussians';
import { colors, lineFigure } from './line-figure';

// V(G, D) is two expectations. Means over a batch stand for them, and miss them by 1/√m.

const [p, q]: readonly Normal[] = [
  { mean: -1, deviation: 0.6 },
  { mean: 1, deviation: 1.1 },
];
const sizes = [10, 30, 100, 300, 1000, 3000, 10_000];
const repeats = 200;

/** log D(x) and log(1 − D(x)) of a discriminator: not the best, as in training. */
const logD = (x: number) => -Math.log1p(Math.exp(1.5 * x));
const logNotD = (x: number) => -Math.log1p(Math.exp(-1.5 * x));

export const sampledValue: Claim = {
  name: 'sampled-value',
  says: 'The value V is estimated by means over samples, with an error of 1/√m.',
  async show({ seed }) {
    const exact = integral((x) => density(x, p!) * logD(x) + density(x, q!) * logNotD(x));
    const random = createRandom(seed);
    const draw = ({ mean, deviation }: Normal, n: number, of: (x: number) => number) => {
      let sum = 0;
      for (let index = 0; index < n; index++) sum += of(mean + deviation * random.normal());
      return sum / n;
    };
    const first: number[] = [];
    const rootMeanSquares = sizes.map((n) => {
      const errors = Array.from({ length: repeats }, () => draw(p!, n, logD) + draw(q!, n, logNotD) - exact);
      first.push(exact + errors[0]!);
      return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / repeats);
    });
    const foretold = Math.sqrt(variance(p!, logD) + variance(q!, logNotD));
    const ratios = rootMeanSquares.map((error, index) => (error * Math.sqrt(sizes[index]!)) / foretold);
    // A root mean square over 200 draws has a relative standard error of 1/√400.
    const allowed = 4.5 / Math.sqrt(2 * repeats);
    return {
      checks: [
        {
          what: 'error of V by m samples, times √m, by what is foretold: the least of all n',
          value: Math.min(...ratios),
          least: 1 - allowed,
        },
        {
          what: 'and the greatest',
          value: Math.max(...ratios),
          most: 1 + allowed,
        },
      ],
      picture: await lineFigure({
        title: 'V by samples, against the integral',
        subtitle: `V of one D between two Gaussians is ${exact.toFixed(4).replace('-', '−')} by quadrature. Each dot: ${repeats} batches of m samples a side (seed ${seed}).`,
        heading: 'Root mean square error of V, and what theory foretells: σ/√m',
        x: { label: 'm, samples of each distribution', type: 'log' },
        y: { label: 'error (nats)', type: 'log', tickFormat: (value: number) => String(value) },
        series: [
          {
            name: 'σ/√m',
            color: colors.exact,
            as: 'dashed',
            x: sizes,
            y: sizes.map((n) => foretold / Math.sqrt(n)),
          },
          { name: 'as measured', color: colors.data, as: 'dots', x: sizes, y: rootMeanSquares },
        ],
      }),
    };
  },
};

/** By the trapezoidal rule, which is exact to rounding for what falls off as a Gaussian does. */
function integral(of: (x: number) => number): number {
  const at = places(-14, 14, 4001);
  return at.reduce((sum, x) => sum + of(x), 0) * (at[1]! - at[0]!);
}

function variance(of: Normal, what: (x: number) => number): number {
  const mean = integral((x) => density(x, of) * what(x));
  return integral((x) => density(x, of) * (what(x) - mean) ** 2);
}
