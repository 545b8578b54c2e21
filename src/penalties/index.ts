/**
 * Terms of D's loss that look at its gradient or logits: pure functions, and as the Trainer takes them.
 *
 * @packageDocumentation
 */
export { type DraganNoiseOptions, draganGradientPenalty, draganPenalty } from './dragan';
export type { Discriminate } from './input-gradient';
export type { InterpolationOptions } from './interpolation';
export { type LeCamAnchors, leCamPenalty, leCamRegularization } from './lecam';
export type { LossTerm, StepContext } from './loss-term';
export type { LazyOptions, Penalty } from './penalty';
export type { PenaltyInputs } from './penalty-inputs';
export { type GammaOptions, r1GradientPenalty, r1Penalty, r2GradientPenalty, r2Penalty } from './r1';
export {
  type WganGpGradientPenaltyOptions,
  wganGpGradientPenalty,
  wganGpPenalty,
} from './wgan-gp-gradient-penalty';
export {
  type WeightOptions,
  zeroCenteredGradientPenalty,
  zeroCenteredPenalty,
} from './zero-centered-gradient-penalty';
