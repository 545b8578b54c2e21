import {
  type GaussianMixture,
  gaussianMixtureJensenShannon,
  gaussianMixtureKl,
  gaussianMixtureSquaredHellinger,
  gaussianMixtureTotalVariation,
} from 'gan-core/divergences';

export const mixture = (weights: number[], members: (readonly [number, number])[]): GaussianMixture => ({
  weights,
  components: members.map(([mean, covariance]) => ({ mean, covariance })),
});
export const measures = {
  kl: gaussianMixtureKl,
  jensenShannon: gaussianMixtureJensenShannon,
  totalVariation: gaussianMixtureTotalVariation,
  squaredHellinger: gaussianMixtureSquaredHellinger,
};
