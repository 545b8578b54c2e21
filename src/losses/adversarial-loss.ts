import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Random } from '../random';

/** D's logits on a real and on a generated batch. */
export interface GameLogits {
  /** On real samples. In G's step D runs on them only when this is read: a loss that doesn't need them costs nothing. */
  readonly real: Tensor;
  /** On generated samples. */
  readonly fake: Tensor;
}

/** Circumstances of a step, for a loss that needs more than logits. */
export interface LossContext {
  /** The run's own stream: it goes back with all else after NaN, and the same seed gives the same numbers. */
  readonly random: Random;
  /** Number of steps that the Trainer has done before this one. */
  readonly step: number;
}

/** The two sides of a GAN game: what the Trainer takes as `loss`. An object of your own will do. */
export interface AdversarialLoss {
  /** The game's name, for reports. */
  readonly name: string;
  /** Computes the loss that D minimizes, from its logits on a real and on a generated batch. */
  discriminator(logits: GameLogits, context: LossContext): Scalar;
  /** Computes the loss that G minimizes. */
  generator(logits: GameLogits, context: LossContext): Scalar;
  /** A stream of its own that it draws from, if it has one: the Trainer puts it back with all else after NaN. */
  readonly random?: Random;
  /** The divergence that D's loss measures; absent where no reading is valid (with label smoothing, say). */
  readonly divergence?: MeasuredDivergence;
}

/** A game of gan-core's: its halves may be called without a Trainer, in a loop of your own. */
export interface StandaloneLoss extends AdversarialLoss {
  /** Computes the loss that D minimizes; no context is needed. */
  discriminator(logits: GameLogits, context?: LossContext): Scalar;
  /** Computes the loss that G minimizes; `real` is needed by the relativistic games only. */
  generator(logits: { readonly fake: Tensor; readonly real?: Tensor }, context?: LossContext): Scalar;
}

/** A divergence that a discriminator's loss measures. */
export interface MeasuredDivergence {
  /** Its name, such as `'Jensen–Shannon'`. */
  readonly name: string;
  /** The unit of the reading, `''` for a pure number. Default: nats. */
  readonly unit?: string;
  /**
   * The divergence that a discriminator's loss implies. It equals the divergence where D is the best one and
   * the loss an expectation; with any other D it is a lower bound, and with batch means it is noisy.
   *
   * @param loss - the discriminator's loss (reduction `'mean'`)
   * @returns the reading, in `unit`
   */
  fromDiscriminatorLoss(loss: number): number;
}
