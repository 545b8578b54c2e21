export { alphaDivergence } from './alpha-divergence';
export { type Bernoulli, bernoulliKl, bernoulliSquaredHellinger, bernoulliTotalVariation } from './bernoulli';
export { type Beta, betaKl, betaSquaredHellinger } from './beta';
export {
  type Exponential,
  exponentialKl,
  exponentialSquaredHellinger,
  exponentialTotalVariation,
  exponentialWasserstein1,
  exponentialWasserstein2Squared,
} from './exponential';
export { type Gamma, gammaKl, gammaSquaredHellinger } from './gamma';
export type { Gaussian } from './gaussian';
export { gaussianJensenShannon } from './gaussian-jensen-shannon';
export { gaussianKl } from './gaussian-kl';
export type { GaussianMixture } from './gaussian-mixture';
export {
  gaussianMixtureJensenShannon,
  gaussianMixtureKl,
  gaussianMixtureSquaredHellinger,
  gaussianMixtureTotalVariation,
} from './gaussian-mixture-divergences';
export { gaussianRenyi } from './gaussian-renyi';
export { gaussianSquaredHellinger } from './gaussian-squared-hellinger';
export { gaussianTotalVariation } from './gaussian-total-variation';
export { gaussianWasserstein1, gaussianWasserstein2Squared } from './gaussian-wasserstein';
export { jeffreysDivergence } from './jeffreys-divergence';
export { jensenShannonDivergence } from './jensen-shannon-divergence';
export { jensenShannonFromValue } from './jensen-shannon-from-value';
export { klDivergence } from './kl-divergence';
export {
  type Laplace,
  laplaceKl,
  laplaceSquaredHellinger,
  laplaceWasserstein1,
  laplaceWasserstein2Squared,
} from './laplace';
export { neymanChiSquared } from './neyman-chi-squared';
export { optimalDiscriminator } from './optimal-discriminator';
export { pearsonChiSquared } from './pearson-chi-squared';
export { type Poisson, poissonKl, poissonSquaredHellinger, poissonWasserstein1 } from './poisson';
export { renyiDivergence } from './renyi-divergence';
export { reverseKlDivergence } from './reverse-kl-divergence';
export { squaredHellingerDistance } from './squared-hellinger-distance';
export { totalVariationDistance } from './total-variation-distance';
export {
  type Uniform,
  uniformKl,
  uniformSquaredHellinger,
  uniformTotalVariation,
  uniformWasserstein1,
  uniformWasserstein2Squared,
} from './uniform';
export { valueFunction } from './value-function';
