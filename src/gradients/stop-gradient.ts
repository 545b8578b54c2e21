import { clone, customGrad, Tensor, zeros } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../errors';

/**
 * The same values with the gradient 0: what PyTorch calls `detach` and tfjs lacks.
 *
 * @param x - any float32 tensor
 * @returns a tensor of the same values, through which no gradient flows
 * @throws ArgumentError for what isn't a tensor
 */
export function stopGradient<T extends Tensor>(x: T): T {
  if (!(x instanceof Tensor)) {
    throw new ArgumentError('x', `got ${describeValue(x)}; expected a tensor.`);
  }
  const { shape } = x;
  return customGrad((value) => ({ value: clone(value as T), gradFunc: () => zeros(shape) }))(x) as T;
}
