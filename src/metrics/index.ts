/**
 * Measures of how good a generator is, with standard errors, by features of any network.
 *
 * @packageDocumentation
 */
export {
  type ClassifierTwoSampleDetails,
  type ClassifierTwoSampleEstimate,
  type ClassifierTwoSampleTestOptions,
  classifierTwoSampleTest,
} from './classifier-two-sample-test';
export {
  type ClippedDensityCoverage,
  type ClippedDensityCoverageOptions,
  clippedDensityCoverage,
} from './clipped-density-coverage';
export {
  type DensityCoverage,
  type DensityCoverageOptions,
  densityCoverage,
} from './density-coverage';
export {
  type DigitClassifier,
  type DigitClassifierOptions,
  digitClassifier,
} from './digits/digit-classifier';
export { type ExtractFeaturesOptions, extractFeatures } from './features/extract-features';
export type { Features } from './features/features';
export { featuresFrom, type LayeredModel } from './features/features-from';
export {
  type FeaturePipeline,
  type FeaturesFromPipelineOptions,
  featuresFromPipeline,
  type PipelineOutput,
} from './features/features-from-pipeline';
export { pixelFeatures } from './features/pixel-features';
export { type RandomFeaturesOptions, randomFeatures } from './features/random-features';
export { type GeneralizationGapOptions, generalizationGap } from './generalization-gap';
export {
  type InceptionScoreDetails,
  type InceptionScoreEstimate,
  type InceptionScoreOptions,
  inceptionScore,
} from './inception-score';
export {
  type ClipMaximumMeanDiscrepancyDetails,
  type ClipMaximumMeanDiscrepancyEstimate,
  type ClipMaximumMeanDiscrepancyOptions,
  clipMaximumMeanDiscrepancy,
} from './kernels/clip-maximum-mean-discrepancy';
export {
  type KernelInceptionDistanceDetails,
  type KernelInceptionDistanceEstimate,
  type KernelInceptionDistanceOptions,
  kernelInceptionDistance,
} from './kernels/kernel-inception-distance';
export {
  type KlOverModesDetails,
  type KlOverModesEstimate,
  type KlOverModesOptions,
  klOverModes,
} from './kl-over-modes';
export { type ModeCoverage, modeCoverage } from './mode-coverage';
export { FeatureMoments } from './moments/feature-moments';
export {
  type FrechetDistanceDetails,
  type FrechetDistanceEstimate,
  frechetDistance,
} from './moments/frechet-distance';
export {
  type FrechetDistanceExtrapolatedDetails,
  type FrechetDistanceExtrapolatedEstimate,
  type FrechetDistanceExtrapolatedOptions,
  frechetDistanceExtrapolated,
} from './moments/frechet-distance-extrapolated';
export type { SavedFeatureMoments } from './moments/saved-feature-moments';
export {
  type MemorizationDetails,
  type MemorizationEstimate,
  nearestNeighborMemorization,
} from './nearest-neighbor-memorization';
export {
  type NetworkOrFunction,
  type PerceptualPathLengthOptions,
  perceptualPathLength,
} from './perceptual-path-length';
export { type PrecisionRecall, type PrecisionRecallOptions, precisionRecall } from './precision-recall';
export {
  type MongeInceptionDistanceDetails,
  type MongeInceptionDistanceEstimate,
  type MongeInceptionDistanceOptions,
  mongeInceptionDistance,
} from './slices/monge-inception-distance';
