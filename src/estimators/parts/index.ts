/** Parts of the estimators that metrics are made of too. No entry point: users import none of this. */
export type { CheckedEstimateOptions } from '../estimate-options';
export { checkEstimateOptions } from '../estimate-options';
export { checkMagnitude } from '../samples/check-magnitude';
export { type SampleMatrix, type Samples, toMatrix } from '../samples/samples';
