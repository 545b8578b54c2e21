import {
  add,
  broadcast_util,
  fill,
  type GradConfig,
  mul,
  reshape,
  rsqrt,
  scalar,
  sub,
  sum,
  type Tensor,
  util,
} from '@tensorflow/tfjs-core';

/** Gradients that tfjs has right, with fewer passes over the batch. */
export const normalizationGradients: readonly GradConfig[] = [
  {
    // With r = 1/√(variance + ε), all are sums over ∂y and over ∂y·(x − mean): tfjs scales ∂y first, for each one anew.
    kernelName: 'FusedBatchNorm',
    inputsToSave: ['x', 'mean', 'variance', 'scale'],
    gradFunc: (gradient, [x, mean, variance, scale], attributes) => {
      const { varianceEpsilon } = attributes as never as { varianceEpsilon: number };
      const dy = gradient as Tensor;
      const factor = scale ?? scalar(1);
      const axes = broadcast_util.getReductionAxes(mean!.shape, x!.shape);
      const summed = (each: Tensor) => reshape(sum(each, axes), mean!.shape);
      const root = rsqrt(add(variance!, varianceEpsilon));
      const slope = mul(root, factor);
      const total = summed(dy);
      const product = summed(mul(dy, sub(x!, mean!)));
      return {
        x: () => mul(dy, slope),
        mean: () => mul(mul(total, slope), -1),
        variance: () => mul(mul(product, mul(slope, mul(root, root))), -0.5),
        scale: () => mul(product, root),
        offset: () => total,
      };
    },
  },
  {
    kernelName: 'Mean',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => {
      const axes = util.parseAxisParam((attributes as never as { axis: number | number[] }).axis, x!.shape);
      const shape = x!.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      const count = util.sizeFromShape(axes.map((axis) => x!.shape[axis]!));
      return { x: () => mul(reshape(dy as Tensor, shape), fill(x!.shape, 1 / count)) };
    },
  },
];
