import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, refusePromise } from '../errors';
import { type LossGradients, weightGradients } from './weight-gradients';

/** Moves weights by their gradients, null for a weight that the loss doesn't depend on: any optimizer. */
interface Updater {
  update(weights: readonly Variable[], gradients: readonly (Tensor | null)[]): unknown;
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
  const computed = weightGradients(loss, weights);
  if (computed.gradients.some((gradient) => gradient !== null)) return computed;
  const problem =
    'the loss depends on none of its trainable weights; expected `apply` to compute its output from them';
  throw new ArgumentError(role, `${problem}.`);
}
