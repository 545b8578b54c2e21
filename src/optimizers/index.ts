export { type AdamOptions, adam } from './adam';
export { type AdamWOptions, adamW } from './adam-w';
export { type CosineDecayOptions, cosineDecay, type LearningRateSchedule } from './cosine-decay';
export { clipByGlobalNorm, withGradientClipping } from './gradient-clipping';
export type { Optimizer, OptimizerState } from './optimizer';
export { fromTfjsOptimizer } from './tfjs-optimizer';
