export { type AdamOptions, adam } from './adam';
export type { Optimizer, OptimizerState } from './optimizer';
export { fromTfjsOptimizer } from './tfjs-optimizer';
