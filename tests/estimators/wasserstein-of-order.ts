import { type EstimateOptions, estimateWasserstein, type Samples } from 'gan-core/estimators';

/** W₁, as an estimator of its own. */
export const estimateWasserstein1 = (p: Samples, q: Samples, options: EstimateOptions = {}) =>
  estimateWasserstein(p, q, { ...options, order: 1 });

/** W₂, as an estimator of its own. */
export const estimateWasserstein2 = (p: Samples, q: Samples, options: EstimateOptions = {}) =>
  estimateWasserstein(p, q, { ...options, order: 2 });
