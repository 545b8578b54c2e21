import { type Scalar, type Tensor, type Variable, variableGrads } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors';
import { recordingEngine } from './recording-engine';

/** A loss, and its gradient with respect to each weight: null where nothing leads to that one. */
export interface LossGradients {
  readonly loss: Scalar;
  readonly gradients: readonly (Tensor | null)[];
}

/**
 * Computes a loss and its gradients, and leaves nothing behind where that fails.
 *
 * @param argument - whose weights these are, for the error
 * @param loss - computes the loss from the weights
 * @param weights - trainable variables
 * @returns both; the caller disposes of them, by a tidy say
 * @throws ArgumentError naming `argument` where the loss depends on none of the weights; what `loss` throws
 */
export function computeGradients(
  argument: string,
  loss: () => Scalar,
  weights: readonly Variable[],
): LossGradients {
  try {
    const { value, grads } = variableGrads(loss, [...weights]);
    return { loss: value, gradients: weights.map(({ name }) => grads[name] ?? null) };
  } catch (error) {
    // tfjs frees what a gradient's forward pass saved only where that pass succeeds.
    for (const { saved } of recordingEngine().state.activeTape ?? [])
      for (const tensor of saved ?? []) tensor.dispose();
    if (!(error instanceof Error && /Cannot find a connection between any variable/.test(error.message)))
      throw error;
    const problem =
      'the loss depends on none of its trainable weights; expected `apply` to compute its output from them';
    throw new ArgumentError(argument, `${problem}.`, { cause: error });
  }
}
