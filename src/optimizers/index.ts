export { type AdamOptions, adam } from './adam';
export { clipByGlobalNorm, withGradientClipping } from './gradient-clipping';
export type { Optimizer, OptimizerState } from './optimizer';
export { fromTfjsOptimizer } from './tfjs-optimizer';
