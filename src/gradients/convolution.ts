import {
  engine,
  type GradConfig,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { hasKernel } from '../tfjs';
import { withGaps, withoutGaps } from './with-gaps';

type Pair = [height: number, width: number];

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
 * The gradients of convolutions that may be dilated, and of the gradient kernels. A convolution is linear in its input and in
 * its filter, so the three kernels are each other's gradients.
 */
export const convolutionGradients: readonly GradConfig[] = [
  forwardGradient(convolution2d),
  inputGradient(convolution2d),
  filterGradient(convolution2d),
  inputGradient(convolution3d), // tfjs itself has the one of Conv3D
  filterGradient(convolution3d),
  forwardGradient(depthwise),
  inputGradient(depthwise),
  filterGradient(depthwise),
];

/**
 * tfjs throws for a dilated filter. gan-core's kernels on wasm compute its gradients as they are; those of tfjs overlook the
 * dilation, so on other backends the filter is written out with zeros in its gaps.
 */
function forwardGradient({ forward, input, filter }: ConvolutionKernels): GradConfig {
  return {
    kernelName: forward,
    inputsToSave: ['x', 'filter'],
    gradFunc: (gradient, [x, w], attributes) => {
      const dy = gradient as Tensor;
      const dilations = pairOf((attributes as never as { dilations?: Pair | number }).dilations);
      const isServed = attributes.dataFormat !== 'NCHW' && hasKernel('GanCoreActivationGrad');
      const gaps: Pair = isServed ? [1, 1] : dilations;
      const attrs = { ...attributes, dilations: isServed ? dilations : [1, 1] };
      return {
        x: () => run(input, { dy, filter: withGaps(w!, gaps) }, { ...attrs, inputShape: x!.shape }),
        filter: () => {
          const [height, width, ...channels] = w!.shape as [number, number, number, number];
          const spread = [(height - 1) * gaps[0] + 1, (width - 1) * gaps[1] + 1, ...channels];
          return withoutGaps(run(filter, { x: x!, dy }, { ...attrs, filterShape: spread }), gaps);
        },
      };
    },
  };
}

function pairOf(dilations: Pair | number | null = 1): Pair {
  return Array.isArray(dilations) ? dilations : [dilations ?? 1, dilations ?? 1];
}

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
