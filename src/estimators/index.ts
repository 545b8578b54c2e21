export type { Estimate, EstimateOptions } from './estimate';
export type { FlatSamples, Samples } from './samples';
