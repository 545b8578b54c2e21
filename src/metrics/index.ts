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
export type { Features } from './features/features';
export { type GeneralizationGapOptions, generalizationGap } from './generalization-gap';
export {
  type KlOverModesDetails,
  type KlOverModesEstimate,
  type KlOverModesOptions,
  klOverModes,
} from './kl-over-modes';
export { type ModeCoverage, modeCoverage } from './mode-coverage';
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
