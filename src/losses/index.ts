export type { AdversarialLoss, MeasuredDivergence } from './adversarial-loss';
export { type LabelSmoothing, minimaxDiscriminatorLoss, minimaxGeneratorLoss, minimaxLoss } from './minimax';
export { nonSaturatingGeneratorLoss, nonSaturatingLoss } from './non-saturating';
export type { LossOptions, PairOfLosses, ReducedLoss, ReducedPairLoss, Reduction } from './reduction';
