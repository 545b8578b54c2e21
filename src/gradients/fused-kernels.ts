import {
  engine,
  type GradConfig,
  matMul,
  mul,
  type NamedAttrMap,
  type NamedTensorMap,
  step,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { hasKernel } from '../tfjs';

/**
 * Gradients of a layer that runs as one kernel: product or convolution, bias, and ReLU or no activation; or layer
 * normalization. tfjs has them inside of its fused operations alone, where it computes those that nobody asks for too, and
 * doesn't fuse ReLU. They are for first derivatives.
 */
export const fusedKernelGradients: readonly GradConfig[] = [
  {
    kernelName: '_FusedMatMul',
    inputsToSave: ['a', 'b'],
    outputsToSave: [true],
    gradFunc: (dy, [a, b, y], attributes) => {
      const dz = throughActivation(dy as Tensor, y!, attributes);
      return {
        a: () => matMul(dz, b!, false, true),
        b: () => matMul(a!, dz, true),
        bias: () => sum(dz, 0),
      };
    },
  },
  {
    kernelName: 'FusedConv2D',
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc: (dy, [x, filter, y], attributes) => {
      const dz = throughActivation(dy as Tensor, y!, attributes);
      const { strides, pad, dataFormat, dilations } = attributes;
      const common = { strides, pad, dataFormat, dilations };
      return {
        x: () => run('Conv2DBackpropInput', { dy: dz, filter: filter! }, { ...common, inputShape: x!.shape }),
        filter: () =>
          run('Conv2DBackpropFilter', { x: x!, dy: dz }, { ...common, filterShape: filter!.shape }),
        bias: () => sum(dz, [0, 1, 2]),
      };
    },
  },
  {
    kernelName: 'GanCoreLayerNorm',
    inputsToSave: ['x', 'scale'],
    gradFunc: (gradient, [x, scale], attributes) => {
      const dy = gradient as Tensor;
      return {
        x: () => run('GanCoreLayerNormGrad', { x: x!, dy, scale: scale! }, attributes),
        scale: () => run('GanCoreLayerNormScaleGrad', { x: x!, dy }, attributes),
        offset: () =>
          sum(
            dy,
            dy.shape.slice(1).map((_, axis) => axis),
          ),
      };
    },
  },
];

/** ∂z from ∂y, where y = activation(z). ReLU's y is positive where z is. */
function throughActivation(dy: Tensor, y: Tensor, { activation }: NamedAttrMap): Tensor {
  if (activation !== 'relu') return dy;
  return hasKernel('GanCoreActivationGrad')
    ? run('GanCoreActivationGrad', { dy, saved: y }, { activation: 'Relu', alpha: 0 })
    : mul(dy, step(y));
}

function run(kernel: string, inputs: NamedTensorMap, attributes: object): Tensor {
  return engine().runKernel(kernel, inputs, attributes as NamedAttrMap) as Tensor;
}
