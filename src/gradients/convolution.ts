import {
  engine,
  type GradConfig,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
} from '@tensorflow/tfjs-core';

/** The three kernels of one kind of convolution: y = forward(x, w), ∂x = input(∂y, w), ∂w = filter(x, ∂y). */
interface ConvolutionKernels {
  readonly forward: string;
  readonly input: string;
  readonly filter: string;
}

const convolution2d = { forward: 'Conv2D', input: 'Conv2DBackpropInput', filter: 'Conv2DBackpropFilter' };
const convolution3d = { forward: 'Conv3D', input: 'Conv3DBackpropInputV2', filter: 'Conv3DBackpropFilterV2' };
const depthwise = {
  forward: 'DepthwiseConv2dNative',
  input: 'DepthwiseConv2dNativeBackpropInput',
  filter: 'DepthwiseConv2dNativeBackpropFilter',
};

/**
 * The gradients of the gradient kernels. A convolution is linear in its input and in its filter, so the three kernels
 * are each other's gradients.
 */
export const convolutionGradients: readonly GradConfig[] = [
  filterGradient(convolution2d), // tfjs itself has the one of Conv2DBackpropInput: it is its transposed convolution
  inputGradient(convolution3d),
  filterGradient(convolution3d),
  inputGradient(depthwise),
  filterGradient(depthwise),
];

function inputGradient({ forward, input, filter }: ConvolutionKernels): GradConfig {
  return {
    kernelName: input,
    inputsToSave: ['dy', 'filter'],
    gradFunc: (ddx, [dy, w], attributes) => ({
      dy: () => run(forward, { x: ddx as Tensor, filter: w! }, attributes),
      filter: () => run(filter, { x: ddx as Tensor, dy: dy! }, { ...attributes, filterShape: w!.shape }),
    }),
  };
}

function filterGradient({ forward, input, filter }: ConvolutionKernels): GradConfig {
  return {
    kernelName: filter,
    inputsToSave: ['x', 'dy'],
    gradFunc: (ddw, [x, dy], attributes) => ({
      x: () => run(input, { dy: dy!, filter: ddw as Tensor }, { ...attributes, inputShape: x!.shape }),
      dy: () => run(forward, { x: x!, filter: ddw as Tensor }, attributes),
    }),
  };
}

/** Runs a kernel; what isn't in the attributes of every kind of convolution takes the value that means "none". */
function run(kernel: string, inputs: NamedTensorMap, attributes: NamedAttrMap): Tensor {
  const dilations = kernel.startsWith('Conv3D') ? [1, 1, 1] : [1, 1];
  const dataFormat = kernel.startsWith('Conv3D') ? 'NDHWC' : 'NHWC';
  return engine().runKernel(kernel, inputs, { dataFormat, dilations, ...attributes });
}
