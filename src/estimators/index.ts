export type { Pauses } from '../scheduling';
export type { CriticModel, CriticWeight, ReadableCriticWeight } from './critic-model';
export type { CriticTrainingOptions } from './critic-training-options';
export type { CriticValues } from './critic-values';
export { estimateCrossEntropy, type LogDensity } from './cross-entropy';
export type { DensityFamily, DensityFit, FitContext, FittedDensity } from './density-family';
export type { DensityRatio } from './density-ratio';
export {
  estimateDensityRatioByLogisticRegression,
  type LogisticDensityRatio,
  type LogisticRegressionOptions,
} from './density-ratio-by-logistic-regression';
export {
  estimateDensityRatioByUlsif,
  type UlsifDensityRatio,
  type UlsifOptions,
} from './density-ratio-by-ulsif';
export { donskerVaradhanFromCritic } from './donsker-varadhan-from-critic';
export {
  type EnergyDistanceDetails,
  type EnergyDistanceEstimate,
  type EnergyDistanceOptions,
  estimateEnergyDistance,
} from './energy-distance';
export {
  type EntropyByNeighboursDetails,
  type EntropyByNeighboursEstimate,
  type EntropyByNeighboursOptions,
  estimateEntropyByNeighbours,
} from './entropy-by-neighbours';
export type { Estimate, EstimateOptions, SampleSizes } from './estimate';
export { estimateFDivergence, type FDivergenceOptions } from './f-divergence-by-critic';
export { type FDivergenceFromCriticOptions, fDivergenceFromCritic } from './f-divergence-from-critic';
export { type CategoricalFamilyOptions, categoricalFamily } from './families/categorical';
export type { CategoricalParameters } from './families/categorical-parameters';
export {
  type DifferentiableFamilyOptions,
  type DifferentiableStart,
  differentiableFamily,
} from './families/differentiable';
export { type GaussianFamilyOptions, gaussianFamily } from './families/gaussian';
export { gaussianMixtureFamily } from './families/gaussian-mixture';
export type { MixtureParameters } from './families/gaussian-mixture-density';
export type { GaussianMixtureFamilyOptions } from './families/gaussian-mixture-options';
export type { GaussianParameters } from './families/gaussian-parameters';
export {
  type KernelDensityFamilyOptions,
  type KernelDensityParameters,
  kernelDensityFamily,
} from './families/kernel-density';
export type { FittedTensor, ParameterValue } from './families/starting-values';
export { type HeldOutLogLikelihoodOptions, heldOutLogLikelihood } from './held-out-log-likelihood';
export {
  type DiscriminatorDetails,
  type DiscriminatorEstimate,
  type DiscriminatorOptions,
  estimateJensenShannonByDiscriminator,
} from './jensen-shannon-by-discriminator';
export {
  estimateJensenShannonByNeighbors,
  type JensenShannonByNeighborsDetails,
  type JensenShannonByNeighborsEstimate,
  type JensenShannonByNeighborsOptions,
} from './jensen-shannon-by-neighbors';
export { jensenShannonFromLogits } from './jensen-shannon-from-logits';
export type { ChosenKernel, Kernel, PolynomialKernel, RbfKernel, RbfMixtureKernel } from './kernels';
export { estimateKlByDonskerVaradhan } from './kl-by-donsker-varadhan';
export {
  estimateKlByMaximumLikelihood,
  type MaximumLikelihoodKlDetails,
  type MaximumLikelihoodKlEstimate,
  type MaximumLikelihoodKlOptions,
} from './kl-by-maximum-likelihood';
export {
  estimateKlByNeighbours,
  type KlByNeighboursDetails,
  type KlByNeighboursEstimate,
  type KlByNeighboursOptions,
} from './kl-by-neighbours';
export { estimateKlByNwj } from './kl-by-nwj';
export type { LogitCalibration } from './logit-calibration';
export { type FitOptions, maximumLikelihood } from './maximum-likelihood';
export {
  estimateMaximumMeanDiscrepancy,
  type MaximumMeanDiscrepancyDetails,
  type MaximumMeanDiscrepancyEstimate,
  type MaximumMeanDiscrepancyOptions,
} from './maximum-mean-discrepancy';
export { nwjFromCritic } from './nwj-from-critic';
export type { TransportOrder } from './one-dimensional-transport';
export type { PlugInKl } from './plug-in-kl';
export type { FlatSamples, SampleMatrix, Samples } from './samples';
export {
  estimateSinkhornDivergence,
  type SinkhornDivergenceDetails,
  type SinkhornDivergenceEstimate,
  type SinkhornDivergenceOptions,
} from './sinkhorn-divergence';
export {
  estimateSlicedWasserstein,
  type SlicedWassersteinDetails,
  type SlicedWassersteinEstimate,
  type SlicedWassersteinOptions,
} from './sliced-wasserstein';
export type { PairEstimator, PermutationTest } from './two-sample-statistic';
export type { VariationalDetails, VariationalEstimate, VariationalOptions } from './variational-estimate';
export {
  estimateWasserstein1,
  estimateWasserstein2,
  type WassersteinDetails,
  type WassersteinEstimate,
} from './wasserstein';
