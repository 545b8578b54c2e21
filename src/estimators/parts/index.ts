/** Parts of the estimators that metrics are made of too. No entry point: users import none of this. */
export { checkEstimateOptions } from '../estimate-options';
export { type PairwiseKernel, pairwiseNumber } from '../kernel-distances/pairwise-sums';
export { checkMagnitude } from '../samples/check-magnitude';
export { type SampleMatrix, toMatrix } from '../samples/samples';
export { fewSamplesForInterval } from '../statistics/few-samples';
export { jackknifeVariance } from '../statistics/jackknife';
export { meanOfTerms, populationVariance, sampleVariance } from '../statistics/mean-and-variance';
export { normalInterval } from '../statistics/normal-interval';
