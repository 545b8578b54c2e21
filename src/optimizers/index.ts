/**
 * Optimizers with state that can be saved, learning rate schedules, clipping, and an adapter for those of tfjs.
 *
 * @packageDocumentation
 */
export { type AdamOptions, adam } from './adam';
export { type AdamWOptions, adamW } from './adam-w';
export { type CosineDecayOptions, cosineDecay, type LearningRateSchedule } from './cosine-decay';
export { withGradientAccumulation } from './gradient-accumulation';
export { clipByGlobalNorm, withGradientClipping } from './gradient-clipping';
export type { Optimizer, OptimizerState } from './optimizer';
export { type RmsPropOptions, rmsProp } from './rms-prop';
export { type SgdOptions, sgd } from './sgd';
export { fromTfjsOptimizer } from './tfjs-optimizer';
export { withWeightClipping } from './weight-clipping';
