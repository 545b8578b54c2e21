import { broadcast_util, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of a broadcast result, summed back to the shape of one operand. */
export function summedTo(operand: Tensor, gradient: Tensor): Tensor {
  const axes = broadcast_util.getReductionAxes(operand.shape, gradient.shape);
  return reshape(axes.length > 0 ? sum(gradient, axes) : gradient, operand.shape);
}
