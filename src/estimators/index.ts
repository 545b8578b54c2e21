export type { CriticValues } from './critic-values';
export { donskerVaradhanFromCritic } from './donsker-varadhan-from-critic';
export type { Estimate, EstimateOptions, SampleSizes } from './estimate';
export { type FDivergenceFromCriticOptions, fDivergenceFromCritic } from './f-divergence-from-critic';
export { estimateJensenShannonByDiscriminator } from './jensen-shannon-by-discriminator';
export { jensenShannonFromLogits } from './jensen-shannon-from-logits';
export { nwjFromCritic } from './nwj-from-critic';
export type { FlatSamples, Samples } from './samples';
