/** Parts of the estimators that metrics are made of too. No entry point: users import none of this. */
export type { Estimate, EstimateOptions } from '../estimate';
export { checkEstimateOptions } from '../estimate-options';
export type { PairwiseKernel } from '../kernel-distances/pairwise-sums';
export { fitLogistic, logisticLogits } from '../logistic-regression/logistic-fit';
export {
  type PolynomialKind,
  polynomialFeatureCount,
  polynomialFeatures,
} from '../logistic-regression/polynomial-features';
export { type NearestPoints, nearestPoints } from '../near-pairs/nearest-points';
export { pairsWithin } from '../near-pairs/pairs-within';
export { numbersOfRow } from '../pair-numbers/numbers-of-row';
export { openPairMemory, visitRowsOfPairs } from '../pair-numbers/rows-of-pairs';
export { checkHeldOutFraction } from '../samples/check-held-out-fraction';
export { checkMagnitude } from '../samples/check-magnitude';
export { copyWarnings, sidesCopies } from '../samples/copies';
export { shuffledIndices, takeSamples } from '../samples/indices';
export { joinedSamples } from '../samples/joined-samples';
export { innerProduct } from '../samples/pairwise-distances';
export { type SampleMatrix, toMatrix } from '../samples/samples';
export { sharedSampleWarnings } from '../samples/shared-sample-warnings';
export { standardize } from '../samples/standardization';
export { fewSamplesForInterval } from '../statistics/few-samples';
export { jackknifeVariance } from '../statistics/jackknife';
export {
  meanOfTerms,
  meanOfValues,
  populationVariance,
  sampleVariance,
  varianceOfMean,
} from '../statistics/mean-and-variance';
export { normalInterval, studentInterval } from '../statistics/normal-interval';
export { drawDirections } from '../transport/directions';
export { sortedIndices } from '../transport/sort';
export { monotoneCost, transportOnLine } from '../transport/transport-on-line';
export type { KernelMemory } from '../wasm/kernel-memory';
