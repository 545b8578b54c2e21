import { type Scalar, type Tensor, type Variable, variableGrads } from '@tensorflow/tfjs-core';
import { ArgumentError, refusePromise } from '../errors';
import { recordingEngine } from './recording-engine';

/** Moves weights by their gradients, null for a weight that the loss doesn't depend on: any optimizer. */
interface Updater {
  update(weights: readonly Variable[], gradients: readonly (Tensor | null)[]): unknown;
}

/** A loss and its gradients by some weights. */
export interface LossGradients {
  readonly value: Scalar;
  readonly gradients: readonly (Tensor | null)[];
}

/**
 * Takes one step down a loss: its gradients, then the optimizer's update. Call it within a tidy; where it fails, nothing of the
 * tape is left behind.
 *
 * @param loss - computes the loss from the weights
 * @param weights - trainable variables
 * @param optimizer - moves them
 * @param role - whose weights they are, for errors; the optimizer's argument is `${role}Optimizer`
 * @returns the loss, before the step
 * @throws ArgumentError where the loss depends on none of the weights, or the update isn't over when it returns; what `loss` throws
 */
export function minimize(
  loss: () => Scalar,
  weights: readonly Variable[],
  optimizer: Updater,
  role: string,
): Scalar {
  const { value, gradients } = lossGradients(loss, weights, role);
  updateWeights(weights, gradients, optimizer, `${role}Optimizer`);
  return value;
}

/**
 * Has the optimizer move the weights, and refuses one that goes on after it returns: its error would be nobody's.
 *
 * @param argument - the optimizer's, for errors
 */
export function updateWeights(
  weights: readonly Variable[],
  gradients: readonly (Tensor | null)[],
  optimizer: Updater,
  argument: string,
): void {
  const updated = optimizer.update(weights, gradients);
  refusePromise(argument, 'its update', updated, 'move the weights at once');
}

/**
 * Computes a loss and its gradients; null for a weight that it doesn't depend on. Call it within a tidy; where it fails, nothing of
 * the tape is left behind.
 */
export function lossGradients(loss: () => Scalar, weights: readonly Variable[], role: string): LossGradients {
  try {
    const { value, grads } = variableGrads(loss, [...weights]);
    return { value, gradients: weights.map(({ name }) => grads[name] ?? null) };
  } catch (error) {
    // tfjs frees what a gradient's forward pass saved only where that pass succeeds.
    for (const { saved } of recordingEngine().state.activeTape ?? [])
      for (const tensor of saved ?? []) tensor.dispose();
    if (!(error instanceof Error && /Cannot find a connection between any variable/.test(error.message)))
      throw error;
    const problem =
      'the loss depends on none of its trainable weights; expected `apply` to compute its output from them';
    throw new ArgumentError(role, `${problem}.`, { cause: error });
  }
}
