/**
 * Losses: logits in, a scalar out, differentiable. Each half of a game alone, and both together for the Trainer.
 *
 * @packageDocumentation
 */
export type {
  AdversarialLoss,
  GameLogits,
  LossContext,
  MeasuredDivergence,
  StandaloneLoss,
} from './adversarial-loss';
export { alphaFDivergence } from './alpha-f-divergence';
export { auxiliaryClassifierLoss } from './auxiliary-classifier';
export type { ConjugateDomain, FDivergence } from './f-divergence';
export {
  ganFDivergence,
  jeffreysFDivergence,
  jensenShannonFDivergence,
  klFDivergence,
  neymanFDivergence,
  pearsonFDivergence,
  reverseKlFDivergence,
  squaredHellingerFDivergence,
  totalVariationFDivergence,
} from './f-divergences';
export { type FGanForm, type FGanOptions, fGanDiscriminatorLoss, fGanGeneratorLoss, fGanLoss } from './f-gan';
export { featureMatchingLoss } from './feature-matching';
export { hingeDiscriminatorLoss, hingeGeneratorLoss, hingeLoss } from './hinge';
export { flipLabels, type LabelNoise, withLabelNoise } from './label-noise';
export { leastSquaresDiscriminatorLoss, leastSquaresGeneratorLoss, leastSquaresLoss } from './least-squares';
export { type LabelSmoothing, minimaxDiscriminatorLoss, minimaxGeneratorLoss, minimaxLoss } from './minimax';
export { nonSaturatingGeneratorLoss, nonSaturatingLoss } from './non-saturating';
export { packSamples } from './pack-samples';
export type { LossOptions, PairOfLosses, ReducedLoss, ReducedPairLoss, Reduction } from './reduction';
export {
  relativisticDiscriminatorLoss,
  relativisticGeneratorLoss,
  relativisticLoss,
} from './relativistic';
export {
  relativisticAverageDiscriminatorLoss,
  relativisticAverageGeneratorLoss,
  relativisticAverageLoss,
} from './relativistic-average';
export { wassersteinDiscriminatorLoss, wassersteinGeneratorLoss, wassersteinLoss } from './wasserstein';
