export type { Pauses } from '../scheduling';
export { estimateCrossEntropy, type LogDensity } from './cross-entropy';
export type { DensityFamily, DensityFit, FitContext, FittedDensity } from './density-family';
export type { Estimate, EstimateOptions, SampleSizes } from './estimate';
export { type CategoricalFamilyOptions, categoricalFamily } from './families/categorical';
export type { CategoricalParameters } from './families/categorical-parameters';
export {
  type DifferentiableFamilyOptions,
  type DifferentiableStart,
  differentiableFamily,
  type FittedTensor,
  type ParameterValue,
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
export { type HeldOutLogLikelihoodOptions, heldOutLogLikelihood } from './held-out-log-likelihood';
export {
  estimateKlByMaximumLikelihood,
  type MaximumLikelihoodKlDetails,
  type MaximumLikelihoodKlEstimate,
  type MaximumLikelihoodKlOptions,
} from './kl-by-maximum-likelihood';
export { type FitOptions, maximumLikelihood } from './maximum-likelihood';
export type { PlugInKl } from './plug-in-kl';
export type { FlatSamples, SampleMatrix, Samples } from './samples';
