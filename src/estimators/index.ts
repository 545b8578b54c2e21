export { estimateCrossEntropy, type LogDensity } from './cross-entropy';
export type { DensityFamily, DensityFit, FitContext, FittedDensity } from './density-family';
export type { Estimate, EstimateOptions, SampleSizes } from './estimate';
export {
  type CategoricalFamilyOptions,
  type CategoricalParameters,
  categoricalFamily,
} from './families/categorical';
export { type GaussianFamilyOptions, type GaussianParameters, gaussianFamily } from './families/gaussian';
export { type HeldOutLogLikelihoodOptions, heldOutLogLikelihood } from './held-out-log-likelihood';
export {
  estimateKlByMaximumLikelihood,
  type MaximumLikelihoodKlDetails,
  type MaximumLikelihoodKlEstimate,
  type MaximumLikelihoodKlOptions,
} from './kl-by-maximum-likelihood';
export { type FitOptions, maximumLikelihood } from './maximum-likelihood';
export type { PlugInKl } from './plug-in-kl';
export type { FlatSamples, Samples } from './samples';
