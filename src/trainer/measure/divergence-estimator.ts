import type { Estimate, EstimateOptions, FlatSamples } from '../../estimators';

/** An estimator of gan-core/estimators, or one of your own: samples of P_data, samples of P_G → an estimate. */
export type DivergenceEstimator = (
  real: FlatSamples,
  generated: FlatSamples,
  options: EstimateOptions,
) => Promise<Estimate>;
