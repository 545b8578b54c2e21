import {
  gaussianJensenShannon,
  gaussianKl,
  gaussianSquaredHellinger,
  gaussianWasserstein1,
} from 'gan-core/divergences';
import * as estimators from 'gan-core/estimators';
import { squaredHellingerFDivergence } from 'gan-core/losses';
import type { FlatSamples, Problem } from './problems';

/** An estimator, and the quantity that it is held to. */
export interface Subject {
  readonly name: string;
  readonly quantity: string;
  /** The true value; undefined where it isn't known, or isn't finite. */
  exact(problem: Problem): number | undefined;
  estimate(p: FlatSamples, q: FlatSamples, seed: number): Promise<estimators.Estimate>;
  /** More samples than this take too long for a table of 20 seeds. */
  readonly most: number;
}

const gaussian = (mean: number, dimension: number) => ({
  mean: Array.from({ length: dimension }, (_, axis) => (axis === 0 ? mean : 0)),
  covariance: Array.from({ length: dimension }, () => 1),
});

/** A quantity of two Gaussians; undefined for cubes. */
const ofGaussians =
  (measure: typeof gaussianKl) =>
  ({ name, dimension, distance }: Problem): number | undefined =>
    name === 'disjoint' ? undefined : measure(gaussian(0, dimension), gaussian(distance, dimension));

const kl = ofGaussians(gaussianKl);
const jensenShannon = (problem: Problem) =>
  problem.name === 'disjoint' ? Math.LN2 : ofGaussians(gaussianJensenShannon)(problem);

/** E|x − y|, x and y normal with variance 1 and means δ apart: E|δ + √2·Z|, which W₁ of two Gaussians also is. */
const meanDistance = (distance: number) =>
  gaussianWasserstein1({ mean: 0, covariance: 1 }, { mean: distance, covariance: (1 + Math.SQRT2) ** 2 });

/** MMD² of N(0, I) and N(δ, I) under exp(−‖x − y‖²/2): 2(3)^(−d/2)(1 − exp(−δ²/6)) (Gretton et al. 2012, by Gaussian integrals). */
const maximumMeanDiscrepancy = ({ name, dimension, distance }: Problem) =>
  name === 'disjoint' ? undefined : 2 * 3 ** (-dimension / 2) * (1 - Math.exp((-distance * distance) / 6));

const inOneDimension = (exact: (problem: Problem) => number | undefined) => (problem: Problem) =>
  problem.dimension === 1 ? exact(problem) : undefined;

/** Every estimator that the table holds. */
export const subjects: readonly Subject[] = [
  {
    name: 'estimateKlByMaximumLikelihood, Gaussian',
    quantity: 'KL',
    exact: kl,
    estimate: (p, q, seed) =>
      estimators.estimateKlByMaximumLikelihood(p, q, { family: estimators.gaussianFamily(), seed }),
    most: 10_000,
  },
  {
    name: 'estimateKlByNeighbors',
    quantity: 'KL',
    exact: kl,
    estimate: (p, q, seed) => estimators.estimateKlByNeighbors(p, q, { seed }),
    most: 10_000,
  },
  {
    name: 'estimateKlByDonskerVaradhan',
    quantity: 'KL',
    exact: kl,
    estimate: (p, q, seed) => estimators.estimateKlByDonskerVaradhan(p, q, { seed }),
    most: 1000,
  },
  {
    name: 'estimateKlByNwj',
    quantity: 'KL',
    exact: kl,
    estimate: (p, q, seed) => estimators.estimateKlByNwj(p, q, { seed }),
    most: 1000,
  },
  {
    name: 'estimateDensityRatioByLogisticRegression, its kl',
    quantity: 'KL',
    exact: kl,
    estimate: async (p, q, seed) =>
      (await estimators.estimateDensityRatioByLogisticRegression(p, q, { seed })).kl,
    most: 10_000,
  },
  {
    name: 'estimateJensenShannonByDiscriminator',
    quantity: 'JS',
    exact: jensenShannon,
    estimate: async (p, q, seed) => {
      const estimate = await estimators.estimateJensenShannonByDiscriminator(p, q, { seed });
      estimate.details.dispose();
      return estimate;
    },
    most: 10_000,
  },
  {
    name: 'estimateDensityRatioByLogisticRegression, its jensenShannon',
    quantity: 'JS',
    exact: jensenShannon,
    estimate: async (p, q, seed) =>
      (await estimators.estimateDensityRatioByLogisticRegression(p, q, { seed })).jensenShannon,
    most: 10_000,
  },
  {
    name: 'estimateFDivergence, squared Hellinger',
    quantity: 'H²',
    exact: (problem) => (problem.name === 'disjoint' ? 1 : ofGaussians(gaussianSquaredHellinger)(problem)),
    estimate: (p, q, seed) =>
      estimators.estimateFDivergence(p, q, { divergence: squaredHellingerFDivergence, seed }),
    most: 1000,
  },
  {
    name: 'estimateDensityRatioByUlsif, its pearson',
    quantity: 'χ²',
    // Beyond δ = 1 it is astronomical: e⁹ at δ = 3.
    exact: ({ name, distance }) =>
      name === 'disjoint' || distance > 1 ? undefined : Math.expm1(distance * distance),
    estimate: async (p, q, seed) => (await estimators.estimateDensityRatioByUlsif(p, q, { seed })).pearson,
    most: 1000,
  },
  {
    name: 'estimateEntropyByNeighbors',
    quantity: 'entropy of p',
    exact: ({ name, dimension }) =>
      name === 'disjoint'
        ? 0
        : name === 'equal'
          ? (dimension / 2) * Math.log(2 * Math.PI * Math.E)
          : undefined,
    estimate: (p, _, seed) => estimators.estimateEntropyByNeighbors(p, { seed }),
    most: 10_000,
  },
  {
    name: 'estimateMaximumMeanDiscrepancy, RBF of bandwidth 1',
    quantity: 'MMD²',
    exact: maximumMeanDiscrepancy,
    estimate: (p, q, seed) =>
      estimators.estimateMaximumMeanDiscrepancy(p, q, {
        kernel: { name: 'rbf', bandwidth: 1 },
        permutations: 0,
        seed,
      }),
    most: 1000,
  },
  {
    name: 'estimateEnergyDistance',
    quantity: 'energy distance, squared',
    exact: inOneDimension(({ name, distance }) =>
      name === 'disjoint' ? 2 * 2 - 2 / 3 : 2 * meanDistance(distance) - 2 * meanDistance(0),
    ),
    estimate: (p, q, seed) => estimators.estimateEnergyDistance(p, q, { permutations: 0, seed }),
    most: 1000,
  },
  {
    name: 'estimateWasserstein, order 1',
    quantity: 'W₁',
    exact: inOneDimension(({ distance }) => distance),
    estimate: (p, q, seed) => estimators.estimateWasserstein(p, q, { order: 1, seed }),
    most: 10_000,
  },
  {
    name: 'estimateWasserstein, order 2',
    quantity: 'W₂',
    exact: inOneDimension(({ distance }) => distance),
    estimate: (p, q, seed) => estimators.estimateWasserstein(p, q, { order: 2, seed }),
    most: 10_000,
  },
  {
    name: 'estimateSlicedWasserstein',
    quantity: 'sliced W₂',
    // E (θ·δ)² = δ²/d over directions θ, for distributions that differ by a shift δ.
    exact: ({ distance, dimension }) => distance / Math.sqrt(dimension),
    estimate: (p, q, seed) => estimators.estimateSlicedWasserstein(p, q, { seed }),
    most: 1000,
  },
  {
    name: 'estimateSinkhornDivergence, ε = 1',
    quantity: 'Sinkhorn divergence',
    // What the entropy adds is the same in all three terms: a shift δ leaves δ².
    exact: ({ distance }) => distance ** 2,
    estimate: (p, q, seed) => estimators.estimateSinkhornDivergence(p, q, { epsilon: 1, seed }),
    most: 200,
  },
];
