import * as divergences from 'gan-core/divergences';
import { type Recipe, recipe } from './recipe';

const p = [0.5, 0.25, 0.25];
const q = [0.25, 0.25, 0.5];
const pair = () => ({ p, q });

/** A function of two members of a family. */
const ofFamily = (p: object, q: object, ...names: (keyof typeof divergences)[]): Recipe[] =>
  names.map((name) => recipe(name, divergences[name] as Recipe['call'], () => ({ p, q })));

const plane = {
  mean: [0, 1],
  covariance: [
    [1, 0.5],
    [0.5, 2],
  ],
};
const otherPlane = { mean: [1, 1], covariance: [1, 2] };
const mixture = {
  weights: [0.5, 0.5],
  components: [
    { mean: 0, covariance: 1 },
    { mean: [1], covariance: [2] },
  ],
};
const otherMixture = { weights: [1], components: [{ mean: 1, covariance: 1 }] };

export const recipesOfDivergences: readonly Recipe[] = [
  ...ofFamily(
    p,
    q,
    'klDivergence',
    'reverseKlDivergence',
    'jeffreysDivergence',
    'jensenShannonDivergence',
    'totalVariationDistance',
    'squaredHellingerDistance',
    'pearsonChiSquared',
    'neymanChiSquared',
  ),
  ...ofFamily(
    { probability: 0.25 },
    { probability: 0.5 },
    'bernoulliKl',
    'bernoulliSquaredHellinger',
    'bernoulliTotalVariation',
  ),
  ...ofFamily({ alpha: 1, beta: 2 }, { alpha: 2, beta: 1 }, 'betaKl', 'betaSquaredHellinger'),
  ...ofFamily(
    { rate: 1 },
    { rate: 2 },
    'exponentialKl',
    'exponentialSquaredHellinger',
    'exponentialTotalVariation',
    'exponentialWasserstein1',
    'exponentialWasserstein2Squared',
    'poissonKl',
    'poissonSquaredHellinger',
    'poissonWasserstein1',
  ),
  ...ofFamily({ shape: 1, rate: 2 }, { shape: 2, rate: 1 }, 'gammaKl', 'gammaSquaredHellinger'),
  ...ofFamily(
    { location: 0, scale: 1 },
    { location: 1, scale: 2 },
    'laplaceKl',
    'laplaceSquaredHellinger',
    'laplaceWasserstein1',
    'laplaceWasserstein2Squared',
  ),
  ...ofFamily(
    { min: 0, max: 1 },
    { min: 0, max: 2 },
    'uniformKl',
    'uniformSquaredHellinger',
    'uniformTotalVariation',
    'uniformWasserstein1',
    'uniformWasserstein2Squared',
  ),
  ...ofFamily(
    plane,
    otherPlane,
    'gaussianKl',
    'gaussianJensenShannon',
    'gaussianSquaredHellinger',
    'gaussianTotalVariation',
    'gaussianWasserstein2Squared',
  ),
  ...ofFamily(
    { mean: [0], covariance: 1 },
    { mean: 1, covariance: [2] },
    'gaussianWasserstein1',
    'gaussianKl',
    'gaussianJensenShannon',
    'gaussianTotalVariation',
  ),
  ...ofFamily(
    mixture,
    otherMixture,
    'gaussianMixtureKl',
    'gaussianMixtureJensenShannon',
    'gaussianMixtureSquaredHellinger',
    'gaussianMixtureTotalVariation',
  ),
  recipe('alphaDivergence', divergences.alphaDivergence, () => ({ p, q, alpha: 0.5 })),
  recipe('renyiDivergence', divergences.renyiDivergence, () => ({ p, q, order: 0.5 })),
  recipe('gaussianRenyi', divergences.gaussianRenyi, () => ({ p: plane, q: otherPlane, order: 0.5 })),
  recipe('jensenShannonFromValue', divergences.jensenShannonFromValue, () => ({ v: -1 })),
  recipe('optimalDiscriminator', divergences.optimalDiscriminator as Recipe['call'], pair),
  recipe('optimalDiscriminator', divergences.optimalDiscriminator as Recipe['call'], () => ({
    p: 0.5,
    q: 0.25,
  })),
  recipe('valueFunction', divergences.valueFunction, () => ({ p, q, d: [0.5, 0.5, 0.25] })),
];
