import { concat, reshape, split, sub, type Tensor, zeros } from '@tensorflow/tfjs-core';

/** The gradients of all weights in one vector; a missing one is 0. */
export function gradientVector(weights: readonly Tensor[], gradients: readonly (Tensor | null)[]): Tensor {
  return vectorOf(weights.map((weight, index) => gradients[index] ?? zeros([weight.size])));
}

/** All of these tensors' elements in one vector. */
export function vectorOf(tensors: readonly Tensor[]): Tensor {
  return concat(tensors.map((tensor) => reshape(tensor, [-1])));
}

/** The weights less their parts of a vector. */
export function subtractVector(weights: readonly Tensor[], vector: Tensor): Tensor[] {
  const parts = split(
    vector,
    weights.map((weight) => weight.size),
  );
  return weights.map((weight, index) => sub(weight, reshape(parts[index]!, weight.shape)));
}
