import type { Tensor, Variable } from '@tensorflow/tfjs-core';

/**
 * Optimizer as the Trainer calls it: one update of one network. It belongs to that network alone, since its state
 * is about that network's weights.
 */
export interface Optimizer {
  /** Its name, for messages. */
  readonly name: string;
  /**
   * Moves the weights one step down the gradients.
   *
   * @param weights - the network's trainable weights, always the same ones in the same order
   * @param gradients - d loss / d weight for each, or null for a weight that the loss doesn't depend on; the caller
   *   disposes of them
   */
  update(weights: readonly Variable[], gradients: readonly (Tensor | null)[]): void;
  /** A copy of the state, for going back to it; the caller disposes of its tensors. */
  save(): OptimizerState | Promise<OptimizerState>;
  /** Goes back to a state that `save` gave; it copies what it needs. */
  restore(state: OptimizerState): void | Promise<void>;
  /** Frees the state's tensors. */
  dispose(): void;
}

/** An optimizer's state: how many updates were made, and its tensors by name (none before the first update). */
export interface OptimizerState {
  /** Number of updates made. */
  readonly updates: number;
  /** The state's tensors by name. */
  readonly tensors: Readonly<Record<string, Tensor>>;
}
