/** Parts of the estimators that metrics are made of too. No entry point: users import none of this. */
export { checkEstimateOptions } from '../estimate-options';
export type { PairwiseKernel } from '../kernel-distances/pairwise-sums';
export { checkMagnitude } from '../samples/check-magnitude';
export { innerProduct } from '../samples/pairwise-distances';
export { type SampleMatrix, toMatrix } from '../samples/samples';
export { fewSamplesForInterval } from '../statistics/few-samples';
export { jackknifeVariance } from '../statistics/jackknife';
export {
  meanOfTerms,
  populationVariance,
  sampleVariance,
  varianceOfMean,
} from '../statistics/mean-and-variance';
export { normalInterval } from '../statistics/normal-interval';
export { drawDirections } from '../transport/directions';
export { sortedIndices } from '../transport/sort';
export { monotoneCost, transportOnLine } from '../transport/transport-on-line';
