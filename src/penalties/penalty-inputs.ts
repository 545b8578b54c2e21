import type { Tensor } from '@tensorflow/tfjs-core';
import type { Random } from '../random';
import type { Discriminate } from './input-gradient';

/** Inputs of a penalty in a step of D. */
export interface PenaltyInputs {
  /** D, in training mode; in a Trainer, under the condition of the batch. */
  readonly discriminate: Discriminate;
  /** The real batch. */
  readonly real: Tensor;
  /** The generated batch. */
  readonly fake: Tensor;
  /** D's logits on the real batch, as the loss saw them. */
  readonly realLogits: Tensor;
  /** D's logits on the generated batch, as the loss saw them. */
  readonly fakeLogits: Tensor;
  /** Source of the penalty's randomness. */
  readonly random: Random;
}
