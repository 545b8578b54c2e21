import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { LossContext } from '../losses';
import type { OptimizerState } from '../optimizers';
import type { Condition } from '../tfjs';
import type { PenaltyInputs } from './penalty-inputs';

/**
 * All that a step has at hand, for a term of D's or of G's loss. In D's step what G made is constant; in G's step gradients flow
 * through it.
 */
export interface StepContext extends PenaltyInputs, LossContext {
  /** The condition of the batch, as the data gave it. */
  readonly condition: Condition | undefined;
  /** The noise that `fake` was made from; undefined in a game without noise. */
  readonly latent: Tensor | undefined;
  /** All outputs of G: the samples first. */
  readonly generated: readonly Tensor[];
  /** All outputs of D on the real batch, the logits first. In G's step D runs on it only when they are read. */
  readonly realOutputs: readonly Tensor[];
  /** All outputs of D on the generated batch, the logits first. */
  readonly fakeOutputs: readonly Tensor[];
  /**
   * The inputs of penalties: the same as D takes it. With `packing` the samples of each pack are joined, so that a gradient by them is
   * one by what D is a function of; else it is this context itself.
   */
  readonly packs: PenaltyInputs;
  /** Runs G in training mode, under the batch's condition or another: all of its outputs. */
  generate(latent?: Tensor, condition?: Condition): readonly Tensor[];
  /** Runs D in training mode on any samples, under the batch's condition or another: all of its outputs. */
  outputsOf(samples: Tensor, condition?: Condition): readonly Tensor[];
}

/** Something that is added to D's or to G's loss, as the Trainer takes it. An object of your own will do. */
export interface LossTerm {
  /** Unique among a trainer's terms. */
  readonly name: string;
  /** Network whose loss it is added to. Default `'discriminator'`. */
  readonly of?: 'discriminator' | 'generator';
  /**
   * Steps of its network in which it is computed: every one (1, the default), or every so many. The Trainer then multiplies it
   * by `every`, so that its mean weight stays the same: lazy regularization, as in StyleGAN2 (Karras et al. 2020, §3.1).
   */
  readonly every?: number;
  /** The term, for one step. */
  compute(context: StepContext): Scalar;
  /**
   * A copy of what it keeps between steps, if it keeps anything: the Trainer goes back to it after NaN. The caller disposes of
   * its tensors.
   */
  save?(): OptimizerState;
  /** Goes back to what `save` gave; it copies what it needs. */
  restore?(state: OptimizerState): void;
  /** Frees tensors that it keeps between steps, if it does. */
  dispose?(): void;
}
