export type { Estimate, EstimateOptions, SampleSizes } from './estimate';
export type { FlatSamples, Samples } from './samples';
