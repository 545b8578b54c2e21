/**
 * Divergences of known distributions, exact, in float64: plain numbers in and out.
 *
 * @packageDocumentation
 */
export { alphaDivergence } from './discrete/alpha-divergence';
export { jeffreysDivergence } from './discrete/jeffreys-divergence';
export { jensenShannonDivergence } from './discrete/jensen-shannon-divergence';
export { klDivergence } from './discrete/kl-divergence';
export { neymanChiSquared } from './discrete/neyman-chi-squared';
export { pearsonChiSquared } from './discrete/pearson-chi-squared';
export { renyiDivergence } from './discrete/renyi-divergence';
export { reverseKlDivergence } from './discrete/reverse-kl-divergence';
export { squaredHellingerDistance } from './discrete/squared-hellinger-distance';
export { totalVariationDistance } from './discrete/total-variation-distance';
export {
  type Bernoulli,
  bernoulliKl,
  bernoulliSquaredHellinger,
  bernoulliTotalVariation,
} from './families/bernoulli';
export { type Beta, betaKl, betaSquaredHellinger } from './families/beta';
export {
  type Exponential,
  exponentialKl,
  exponentialSquaredHellinger,
  exponentialTotalVariation,
  exponentialWasserstein1,
  exponentialWasserstein2Squared,
} from './families/exponential';
export { type Gamma, gammaKl, gammaSquaredHellinger } from './families/gamma';
export {
  type Laplace,
  laplaceKl,
  laplaceSquaredHellinger,
  laplaceWasserstein1,
  laplaceWasserstein2Squared,
} from './families/laplace';
export { type Poisson, poissonKl, poissonSquaredHellinger, poissonWasserstein1 } from './families/poisson';
export {
  type Uniform,
  uniformKl,
  uniformSquaredHellinger,
  uniformTotalVariation,
  uniformWasserstein1,
  uniformWasserstein2Squared,
} from './families/uniform';
export { jensenShannonFromValue } from './game/jensen-shannon-from-value';
export { optimalDiscriminator } from './game/optimal-discriminator';
export { valueFunction } from './game/value-function';
export type { Gaussian } from './gaussian/gaussian';
export { gaussianJensenShannon } from './gaussian/gaussian-jensen-shannon';
export { gaussianKl } from './gaussian/gaussian-kl';
export type { GaussianMixture } from './gaussian/gaussian-mixture';
export {
  gaussianMixtureJensenShannon,
  gaussianMixtureKl,
  gaussianMixtureSquaredHellinger,
  gaussianMixtureTotalVariation,
} from './gaussian/gaussian-mixture-divergences';
export { gaussianRenyi } from './gaussian/gaussian-renyi';
export { gaussianSquaredHellinger } from './gaussian/gaussian-squared-hellinger';
export { gaussianTotalVariation } from './gaussian/gaussian-total-variation';
export { gaussianWasserstein1, gaussianWasserstein2Squared } from './gaussian/gaussian-wasserstein';
