export { lossGradients, minimize, updateWeights } from './minimize';
export type { LossGradients } from './weight-gradients';
