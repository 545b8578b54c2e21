import { createRandom } from 'gan-core/distributions';
import * as divergences from 'gan-core/divergences';
import { modeCoverage } from 'gan-core/metrics';

/** A function that doesn't pause, at one size. */
export interface Synchronous {
  readonly name: string;
  readonly size: string;
  /** Makes what it is called with. */
  prepare(): () => unknown;
}

const random = createRandom(1);
const list = (length: number, value: (index: number) => number) => Array.from({ length }, (_, i) => value(i));

/** Two Gaussians of a full covariance each, A·Aᵀ/d + I. */
function gaussians(dimension: number): [divergences.Gaussian, divergences.Gaussian] {
  const one = (): divergences.Gaussian => {
    const factor = list(dimension, () => 0).map(() => list(dimension, () => random.normal()));
    const covariance = factor.map((row, i) =>
      factor.map(
        (other, j) =>
          row.reduce((sum, value, k) => sum + value * other[k]!, 0) / dimension + (i === j ? 1 : 0),
      ),
    );
    return { mean: list(dimension, () => random.normal()), covariance };
  };
  return [one(), one()];
}

/** Two mixtures of so many Gaussians over ±10, their variances from 1e-6 to 1 if uneven. */
function mixtures(
  count: number,
  uneven: boolean,
): [divergences.GaussianMixture, divergences.GaussianMixture] {
  const one = (): divergences.GaussianMixture => ({
    weights: list(count, () => 1 / count),
    components: list(count, () => 0).map(() => ({
      mean: 20 * random.next() - 10,
      covariance: uneven ? 10 ** (-6 * random.next()) : 0.05,
    })),
  });
  return [one(), one()];
}

/** Two distributions over so many outcomes. */
function distributions(count: number): [number[], number[]] {
  const one = () => {
    const weights = list(count, () => random.next());
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  };
  return [one(), one()];
}

type OfTwo<T> = (p: T, q: T) => unknown;

function each<T>(
  functions: Record<string, OfTwo<T>>,
  sizes: readonly [string, () => [T, T]][],
): Synchronous[] {
  return Object.entries(functions).flatMap(([name, run]) =>
    sizes.map(([size, make]) => ({
      name,
      size,
      prepare() {
        const pair = make();
        return () => run(...pair);
      },
    })),
  );
}

const {
  gaussianJensenShannon,
  gaussianKl,
  gaussianRenyi,
  gaussianSquaredHellinger,
  gaussianTotalVariation,
  gaussianWasserstein2Squared,
  gaussianMixtureKl,
  gaussianMixtureJensenShannon,
  gaussianMixtureTotalVariation,
  gaussianMixtureSquaredHellinger,
} = divergences;

export const synchronous: readonly Synchronous[] = [
  ...each<divergences.Gaussian>(
    {
      gaussianKl,
      gaussianSquaredHellinger,
      gaussianJensenShannon,
      gaussianRenyi: (p, q) => gaussianRenyi(p, q, 0.5),
      gaussianWasserstein2Squared,
    },
    [1, 16, 64, 128, 256].map((dimension) => [`${dimension} dimensions`, () => gaussians(dimension)]),
  ),
  ...each<divergences.Gaussian>({ gaussianTotalVariation }, [
    ['2 dimensions', () => gaussians(2)],
    [
      '2, far apart in scale',
      () => [
        { mean: [0, 0], covariance: [1, 1] },
        { mean: [1, 3], covariance: [1e-8, 1e6] },
      ],
    ],
    [
      '256, one covariance',
      () => {
        const [p] = gaussians(256);
        return [p, { mean: list(256, () => 0), covariance: p.covariance }];
      },
    ],
  ]),
  ...each<divergences.GaussianMixture>(
    {
      gaussianMixtureKl,
      gaussianMixtureJensenShannon,
      gaussianMixtureTotalVariation,
      gaussianMixtureSquaredHellinger,
    },
    [
      ...[2, 8, 25, 50, 100].map(
        (count): [string, () => [divergences.GaussianMixture, divergences.GaussianMixture]] => [
          `${count} components each`,
          () => mixtures(count, false),
        ],
      ),
      ['25 each, variances 1e-6 … 1', () => mixtures(25, true)],
      ['100 each, variances 1e-6 … 1', () => mixtures(100, true)],
    ],
  ),
  ...each<number[]>(
    {
      alphaDivergence: (p, q) => divergences.alphaDivergence(p, q, 0.5),
      jeffreysDivergence: divergences.jeffreysDivergence,
      jensenShannonDivergence: divergences.jensenShannonDivergence,
      klDivergence: divergences.klDivergence,
      neymanChiSquared: divergences.neymanChiSquared,
      optimalDiscriminator: divergences.optimalDiscriminator,
      pearsonChiSquared: divergences.pearsonChiSquared,
      renyiDivergence: (p, q) => divergences.renyiDivergence(p, q, 0.5),
      reverseKlDivergence: divergences.reverseKlDivergence,
      squaredHellingerDistance: divergences.squaredHellingerDistance,
      totalVariationDistance: divergences.totalVariationDistance,
    },
    [['100,000 outcomes', () => distributions(100_000)]],
  ),
  ...each<number[][]>(
    { modeCoverage: (samples, centers) => modeCoverage(samples, { centers, standardDeviation: 0.05 }) },
    [
      ['10,000 samples, 25 centers', () => [points(10_000, 2), points(25, 2)]],
      ['10,000 samples, 1,000 centers', () => [points(10_000, 2), points(1_000, 2)]],
      ['2,000 × 784, 10 centers', () => [points(2_000, 784), points(10, 784)]],
    ],
  ),
];

function points(count: number, dimension: number): number[][] {
  return list(count, () => 0).map(() => list(dimension, () => random.normal()));
}
