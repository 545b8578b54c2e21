import {
  backend_util,
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { type FusedInputs, finishFused, fusedActivation } from '../loops/fused-activation';
import type { SimdKernels } from '../module/kernel-exports';
import { setGeometry } from '../module/simd-geometry';
import { addressOf, simdKernels, withWorkspace } from '../module/simd-kernels';
import type { WasmBackend } from '../module/wasm-kernel';
import { convolutionWorkspace } from '../module/workspace-sizes';

interface ConvolutionAttributes extends NamedAttrMap {
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  dataFormat?: 'NHWC' | 'NCHW';
  dilations?: [number, number] | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
  filterShape: Shape4D;
  inputShape: Shape4D;
  activation?: string;
  leakyreluAlpha?: number;
}
type Shape4D = [number, number, number, number];

/** What a convolution kernel works with. */
interface Convolution {
  readonly kernels: SimdKernels;
  readonly backend: WasmBackend;
  readonly info: backend_util.Conv2DInfo;
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly attributes: ConvolutionAttributes;
}

/**
 * conv2d and its two gradients at any stride, padding and dilation: patches of the images, some at a time, by the same
 * product as matrices. tfjs has no filter gradient on wasm, its input gradient (which is conv2dTranspose) is a naive loop,
 * and its forward pass gives zeros for some strides above the filter's size.
 *
 * @param filterGradient - serves where the kernel here can't
 */
export function simdConvolutions(filterGradient: KernelConfig): KernelConfig[] {
  return [
    ...convolutionKernel('Conv2D', forward),
    ...convolutionKernel('FusedConv2D', forward),
    ...convolutionKernel('Conv2DBackpropFilter', toFilter, filterGradient),
    ...convolutionKernel('Conv2DBackpropInput', toInput),
  ];
}

function convolutionKernel(
  kernelName: string,
  compute: (convolution: Convolution) => TensorInfo | undefined,
  original: KernelConfig | undefined = getKernel(kernelName, 'wasm'),
): KernelConfig[] {
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs }) => {
    const attributes = attrs as ConvolutionAttributes;
    const kernels = simdKernels(backend as WasmBackend);
    const tensors = inputs as Readonly<Record<string, TensorInfo>>;
    const areFloats = Object.values(tensors).every((tensor) => !tensor || tensor.dtype === 'float32');
    if (kernels && areFloats && attributes.dataFormat !== 'NCHW') {
      const info = geometryOf(tensors, attributes);
      // conv2dTranspose takes any output shape; where ∂y isn't what a convolution of that shape gives, tfjs decides.
      const fits = !tensors.dy || util.arraysEqual(tensors.dy.shape, info.outShape);
      const result =
        fits && compute({ kernels, backend: backend as WasmBackend, info, inputs: tensors, attributes });
      if (result) return result;
    }
    return original.kernelFunc({ inputs, backend, attrs: attrs! });
  };
  return [{ ...original, kernelFunc }];
}

function geometryOf(
  { x, filter }: Readonly<Record<string, TensorInfo>>,
  { inputShape, filterShape, strides, dilations, pad, dimRoundingMode }: ConvolutionAttributes,
): backend_util.Conv2DInfo {
  return backend_util.computeConv2DInfo(
    (x?.shape as Shape4D | undefined) ?? inputShape,
    (filter?.shape as Shape4D | undefined) ?? filterShape,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
  );
}

function forward({ kernels, backend, info, inputs, attributes }: Convolution): TensorInfo | undefined {
  const { x, filter, ...fused } = inputs as { x: TensorInfo; filter: TensorInfo } & FusedInputs;
  const epilogue = fusedActivation(fused, attributes, info.outChannels);
  if (!epilogue) return undefined;
  const y = backend.makeOutput(info.outShape, 'float32');
  const bias = epilogue.bias ? addressOf(epilogue.bias, backend) : 0;
  withConvolution(kernels, backend, info, (workspace) =>
    kernels.convolve(
      addressOf(x, backend),
      addressOf(filter, backend),
      addressOf(y, backend),
      info.batchSize,
      info.outChannels,
      bias,
      epilogue.code,
      epilogue.slope,
      workspace,
    ),
  );
  return finishFused(y, epilogue, fused, attributes, backend);
}

function toFilter({ kernels, backend, info, inputs, attributes }: Convolution): TensorInfo {
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
  const gradient = backend.makeOutput(attributes.filterShape, 'float32');
  withConvolution(kernels, backend, info, (workspace) =>
    kernels.convolutionFilterGradient(
      addressOf(x, backend),
      addressOf(dy, backend),
      addressOf(gradient, backend),
      info.batchSize,
      info.outChannels,
      workspace,
    ),
  );
  return gradient;
}

function toInput({ kernels, backend, info, inputs, attributes }: Convolution): TensorInfo {
  const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
  const gradient = backend.makeOutput(attributes.inputShape, 'float32');
  withConvolution(kernels, backend, info, (workspace) =>
    kernels.convolutionInputGradient(
      addressOf(dy, backend),
      addressOf(filter, backend),
      addressOf(gradient, backend),
      info.batchSize,
      info.outChannels,
      workspace,
    ),
  );
  return gradient;
}

function withConvolution(
  kernels: SimdKernels,
  backend: WasmBackend,
  info: backend_util.Conv2DInfo,
  work: (workspace: number) => void,
): void {
  setGeometry(kernels, info);
  withWorkspace(backend, convolutionWorkspace(kernels, info), work);
}
