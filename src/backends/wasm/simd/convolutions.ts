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
import { ownKernel } from '../module/own-kernel';
import { setGeometry } from '../module/set-geometry';
import { addressOf, withWorkspace } from '../module/simd-kernels';
import type { WasmBackend } from '../module/wasm-kernel';
import { areFloats, type SimdCall, withFallback } from '../module/with-fallback';
import { convolutionWorkspace, filterGradientWorkspace, winogradWorkspace } from '../module/workspace-sizes';
import { takesWinograd } from './winograd-choice';

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

/** Arguments of a convolution kernel. */
interface Convolution {
  readonly kernels: SimdKernels;
  readonly backend: WasmBackend;
  readonly info: backend_util.Conv2DInfo;
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly attributes: ConvolutionAttributes;
}

/**
 * conv2d and its two gradients at any stride, padding and dilation: patches of the images, some at a time, by the same
 * product as matrices; or by Winograd, with fewer multiplications, where that is faster. tfjs has no filter gradient on wasm, its
 * input gradient (which is conv2dTranspose) is a naive loop, and its forward pass gives zeros for some strides above the filter's
 * size.
 */
export function simdConvolutions(): KernelConfig[] {
  const inFrontOfTfjs = (kernelName: string, compute: Compute) => {
    const original = getKernel(kernelName, 'wasm');
    return original ? [withFallback(original, (call) => convolve(call, compute))] : [];
  };
  return [
    ...inFrontOfTfjs('Conv2D', forward),
    ...inFrontOfTfjs('FusedConv2D', forward),
    ownKernel('Conv2DBackpropFilter', (call) => convolve(call, toFilter)),
    ...inFrontOfTfjs('Conv2DBackpropInput', toInput),
  ];
}

type Compute = (convolution: Convolution) => TensorInfo | undefined;

function convolve({ kernels, backend, inputs, attrs }: SimdCall, compute: Compute): TensorInfo | undefined {
  const attributes = attrs as ConvolutionAttributes;
  const given = Object.values(inputs).filter(Boolean); // a bias may be missing
  if (!areFloats(...given) || attributes.dataFormat === 'NCHW') return undefined;
  const info = geometryOf(inputs, attributes);
  // conv2dTranspose takes any output shape; where ∂y isn't what a convolution of that shape gives, tfjs decides.
  if (inputs.dy && !util.arraysEqual(inputs.dy.shape, info.outShape)) return undefined;
  return compute({ kernels, backend, info, inputs, attributes });
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
  const byWinograd = takesWinograd(info, 'forward');
  const convolve = byWinograd ? kernels.winogradConvolve : kernels.convolve;
  withConvolution(kernels, backend, info, byWinograd, (workspace) =>
    convolve(
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
  const byWinograd = takesWinograd(info, 'filter gradient');
  const filterGradient = byWinograd ? kernels.winogradFilterGradient : kernels.convolutionFilterGradient;
  setGeometry(kernels, info);
  const bytes = byWinograd ? winogradWorkspace(kernels, info, true) : filterGradientWorkspace(kernels, info);
  withWorkspace(backend, bytes, (workspace) =>
    filterGradient(
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
  const byWinograd = takesWinograd(info, 'input gradient');
  const inputGradient = byWinograd ? kernels.winogradInputGradient : kernels.convolutionInputGradient;
  withConvolution(kernels, backend, info, byWinograd, (workspace) =>
    inputGradient(
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
  byWinograd: boolean,
  work: (workspace: number) => void,
): void {
  setGeometry(kernels, info);
  const bytes = byWinograd ? winogradWorkspace(kernels, info) : convolutionWorkspace(kernels, info);
  withWorkspace(backend, bytes, work);
}
