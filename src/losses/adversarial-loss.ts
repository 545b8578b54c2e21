import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Random } from '../random';

/** The two sides of a GAN game: what the Trainer takes as `loss`. An object of your own will do. */
export interface AdversarialLoss {
  /** The game's name, for reports. */
  readonly name: string;
  /** Whether `generator` reads the logits of real samples; if not, the Trainer doesn't compute them in G's step. */
  readonly generatorNeedsReal: boolean;
  /** Computes the loss that D minimizes, from its logits on a real and on a generated batch. */
  discriminator(logits: { real: Tensor; fake: Tensor }): Scalar;
  /** Computes the loss that G minimizes. `real` is there where `generatorNeedsReal` is true. */
  generator(logits: { fake: Tensor; real?: Tensor }): Scalar;
  /** The stream that it draws from, if it draws numbers of its own: the Trainer puts it back with all else after NaN. */
  readonly random?: Random;
  /** The divergence that D's loss measures; absent where no reading is valid (with label smoothing, say). */
  readonly divergence?: MeasuredDivergence;
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
