import { type Scalar, type Tensor, type Variable, variableGrads } from '@tensorflow/tfjs-core';
import { ArgumentError, refusePromise } from '../errors';
import { recordingEngine } from './recording-engine';

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
  const { value, grads } = gradientsOf(loss, weights, role);
  updateWeights(
    weights,
    weights.map(({ name }) => grads[name] ?? null),
    optimizer,
    role,
  );
  return value;
}

/** Has the optimizer move the weights, and refuses one that goes on after it returns: its error would be nobody's. */
export function updateWeights(
  weights: readonly Variable[],
  gradients: readonly (Tensor | null)[],
  optimizer: Updater,
  role: string,
): void {
  const updated = optimizer.update(weights, gradients);
  refusePromise(`${role}Optimizer`, 'its update', updated, 'move the weights at once');
}

function gradientsOf(loss: () => Scalar, weights: readonly Variable[], role: string) {
  try {
    return variableGrads(loss, [...weights]);
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
