import { type Tensor, util, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, isTensor } from '../errors';

/**
 * Refuses weights that aren't variables in use, and gradients that aren't theirs.
 *
 * @param weights - what came as weights
 * @param gradients - what came as gradients
 * @throws ArgumentError naming `weights` or `gradients`
 */
export function checkUpdate(weights: readonly Variable[], gradients: readonly (Tensor | null)[]): void {
  const isVariable = (weight: unknown) => isInUse(weight) && 'assign' in weight;
  refuseUnless('weights', weights, isVariable, "an array of variables in use: the network's");
  const isGradient = (gradient: unknown) => gradient === null || isInUse(gradient);
  refuseUnless('gradients', gradients, isGradient, 'an array of tensors in use, one a weight, null for none');
  const fits = (gradient: Tensor | null, index: number) =>
    gradient === null || util.arraysEqual(gradient.shape, weights[index]!.shape);
  if (gradients.length === weights.length && gradients.every(fits)) return;
  const shapesOf = (tensors: readonly (Tensor | null)[]) =>
    tensors.map((tensor) => (tensor ? `[${tensor.shape}]` : 'null')).join(', ') || 'none';
  throw new ArgumentError(
    'gradients',
    `got ${shapesOf(gradients)}; expected one for each weight, of its shape, or null: ${shapesOf(weights)}, those of weights.`,
  );
}

/** A float32 tensor that wasn't disposed of. */
export function isInUse(value: unknown): value is Tensor {
  return isTensor(value) && value.dtype === 'float32' && !value.isDisposed;
}

/** Refuses a list with a wrong entry; by index, as `every` passes over holes. */
function refuseUnless(
  argument: string,
  list: readonly unknown[],
  holds: (each: unknown) => boolean,
  expected: string,
): void {
  if (!Array.isArray(list))
    throw new ArgumentError(argument, `got ${describeValue(list)}; expected ${expected}.`);
  for (let index = 0; index < list.length; index++) {
    if (!holds(list[index]))
      throw new ArgumentError(
        argument,
        `entry ${index} is ${describeValue(list[index])}; expected ${expected}.`,
      );
  }
}
