import { clone, customGrad, type Tensor, zeros } from '@tensorflow/tfjs-core';

/**
 * The same values with the gradient 0: what PyTorch calls `detach` and tfjs lacks.
 *
 * @param x - any float32 tensor
 * @returns a tensor of the same values, through which no gradient flows
 */
export function stopGradient<T extends Tensor>(x: T): T {
  const { shape } = x;
  return customGrad((value) => ({ value: clone(value as T), gradFunc: () => zeros(shape) }))(x) as T;
}
