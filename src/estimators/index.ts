/**
 * Divergences measured from samples, with standard errors and intervals; density ratios.
 *
 * @packageDocumentation
 */
export type { Pauses } from '../scheduling';
export type { ModelWeight, ReadableWeight, TrainableModel } from '../tfjs';
export type { CriticTrainingOptions } from './critics/critic-training-options';
export type { CriticValues } from './critics/critic-values';
export { donskerVaradhanFromCritic } from './critics/donsker-varadhan-from-critic';
export { estimateFDivergence, type FDivergenceOptions } from './critics/f-divergence';
export { type FDivergenceFromCriticOptions, fDivergenceFromCritic } from './critics/f-divergence-from-critic';
export {
  type DiscriminatorDetails,
  type DiscriminatorEstimate,
  type DiscriminatorOptions,
  estimateJensenShannonByDiscriminator,
} from './critics/jensen-shannon-by-discriminator';
export { jensenShannonFromLogits } from './critics/jensen-shannon-from-logits';
export { estimateKlByDonskerVaradhan } from './critics/kl-by-donsker-varadhan';
export { estimateKlByNwj } from './critics/kl-by-nwj';
export type { LogitCalibration } from './critics/logit-calibration';
export { nwjFromCritic } from './critics/nwj-from-critic';
export type {
  VariationalDetails,
  VariationalEstimate,
  VariationalOptions,
} from './critics/variational-estimate';
export type { DensityRatio } from './density-ratios/density-ratio';
export {
  estimateDensityRatioByLogisticRegression,
  type LogisticDensityRatio,
  type LogisticRegressionOptions,
} from './density-ratios/density-ratio-by-logistic-regression';
export {
  estimateDensityRatioByUlsif,
  type UlsifDensityRatio,
  type UlsifOptions,
} from './density-ratios/density-ratio-by-ulsif';
export type { Estimate, EstimateOptions, SampleSizes } from './estimate';
export {
  type EnergyDistanceDetails,
  type EnergyDistanceEstimate,
  type EnergyDistanceOptions,
  estimateEnergyDistance,
} from './kernel-distances/energy-distance';
export type {
  ChosenKernel,
  Kernel,
  PolynomialKernel,
  RbfKernel,
  RbfMixtureKernel,
} from './kernel-distances/kernels';
export {
  estimateMaximumMeanDiscrepancy,
  type MaximumMeanDiscrepancyDetails,
  type MaximumMeanDiscrepancyEstimate,
  type MaximumMeanDiscrepancyOptions,
} from './kernel-distances/maximum-mean-discrepancy';
export type { PairEstimator, PermutationTest } from './kernel-distances/two-sample-statistic';
export { estimateCrossEntropy, type LogDensity } from './likelihood/cross-entropy';
export type { DensityFamily, DensityFit, FitContext, FittedDensity } from './likelihood/density-family';
export { type CategoricalFamilyOptions, categoricalFamily } from './likelihood/families/categorical';
export type { CategoricalParameters } from './likelihood/families/categorical-parameters';
export {
  type DifferentiableFamilyOptions,
  type DifferentiableStart,
  differentiableFamily,
} from './likelihood/families/differentiable';
export { type GaussianFamilyOptions, gaussianFamily } from './likelihood/families/gaussian';
export { gaussianMixtureFamily } from './likelihood/families/gaussian-mixture';
export type { MixtureParameters } from './likelihood/families/gaussian-mixture-density';
export type { GaussianMixtureFamilyOptions } from './likelihood/families/gaussian-mixture-options';
export type { GaussianParameters } from './likelihood/families/gaussian-parameters';
export {
  type KernelDensityFamilyOptions,
  type KernelDensityParameters,
  kernelDensityFamily,
} from './likelihood/families/kernel-density';
export type { FittedTensor, ParameterValue } from './likelihood/families/read-start';
export { type HeldOutLogLikelihoodOptions, heldOutLogLikelihood } from './likelihood/held-out-log-likelihood';
export {
  estimateKlByMaximumLikelihood,
  type MaximumLikelihoodKlDetails,
  type MaximumLikelihoodKlEstimate,
  type MaximumLikelihoodKlOptions,
} from './likelihood/kl-by-maximum-likelihood';
export { type FitOptions, maximumLikelihood } from './likelihood/maximum-likelihood';
export type { PlugInKl } from './likelihood/plug-in-kl';
export {
  type EntropyByNeighborsDetails,
  type EntropyByNeighborsEstimate,
  type EntropyByNeighborsOptions,
  estimateEntropyByNeighbors,
} from './neighbors/entropy-by-neighbors';
export {
  estimateJensenShannonByNeighbors,
  type JensenShannonByNeighborsDetails,
  type JensenShannonByNeighborsEstimate,
  type JensenShannonByNeighborsOptions,
} from './neighbors/jensen-shannon-by-neighbors';
export {
  estimateKlByNeighbors,
  type KlByNeighborsDetails,
  type KlByNeighborsEstimate,
  type KlByNeighborsOptions,
} from './neighbors/kl-by-neighbors';
export type { FlatSamples, SampleMatrix, Samples } from './samples/samples';
export {
  estimateSinkhornDivergence,
  type SinkhornDivergenceDetails,
  type SinkhornDivergenceEstimate,
  type SinkhornDivergenceOptions,
} from './transport/sinkhorn-divergence';
export {
  estimateSlicedWasserstein,
  type SlicedWassersteinDetails,
  type SlicedWassersteinEstimate,
  type SlicedWassersteinOptions,
} from './transport/sliced-wasserstein';
export type { TransportOrder } from './transport/transport-on-line';
export {
  estimateWasserstein,
  type WassersteinDetails,
  type WassersteinEstimate,
  type WassersteinOptions,
} from './transport/wasserstein';
