export type { CriticModel, CriticWeight, ReadableCriticWeight } from './critic-model';
export type { CriticTrainingOptions } from './critic-training-options';
export type { CriticValues } from './critic-values';
export type { DensityRatio } from './density-ratio';
export {
  estimateDensityRatioByLogisticRegression,
  type LogisticDensityRatio,
  type LogisticRegressionOptions,
} from './density-ratio-by-logistic-regression';
export {
  estimateDensityRatioByUlsif,
  type UlsifDensityRatio,
  type UlsifOptions,
} from './density-ratio-by-ulsif';
export { donskerVaradhanFromCritic } from './donsker-varadhan-from-critic';
export type { Estimate, EstimateOptions, SampleSizes } from './estimate';
export { estimateFDivergence, type FDivergenceOptions } from './f-divergence-by-critic';
export { type FDivergenceFromCriticOptions, fDivergenceFromCritic } from './f-divergence-from-critic';
export {
  type DiscriminatorDetails,
  type DiscriminatorEstimate,
  type DiscriminatorOptions,
  estimateJensenShannonByDiscriminator,
} from './jensen-shannon-by-discriminator';
export { jensenShannonFromLogits } from './jensen-shannon-from-logits';
export { estimateKlByDonskerVaradhan } from './kl-by-donsker-varadhan';
export { estimateKlByNwj } from './kl-by-nwj';
export type { LogitCalibration } from './logit-calibration';
export { nwjFromCritic } from './nwj-from-critic';
export type { FlatSamples, Samples } from './samples';
export type { VariationalDetails, VariationalEstimate, VariationalOptions } from './variational-estimate';
