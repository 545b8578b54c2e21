import { backend_util, type KernelConfig, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { runWasmKernel, type WasmBackend } from '../module/wasm-kernel';

/**
 * The filter gradient of conv2d, which tfjs lacks on wasm: ∂w[i, j, c, k] = Σ x[n, h·s + i, w·s + j, c]·∂y[n, h, w, k]. That
 * is a convolution too, with the roles exchanged: x by channels as the images, ∂y as the filter, and the stride as
 * dilation. So tfjs's own fast forward kernel computes it. Only where simd-convolutions.ts can't.
 */
export const conv2dBackpropFilter: KernelConfig = {
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const wasm = backend as WasmBackend;
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const {
      strides,
      pad,
      dataFormat = 'NHWC',
      dimRoundingMode,
      filterShape,
    } = attrs as never as ConvolutionAttributes;
    const info = backend_util.computeConv2DInfo(
      x.shape as [number, number, number, number],
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
      false,
      backend_util.convertConv2DDataFormat(dataFormat),
    );
    const { filterHeight, filterWidth, inChannels, outChannels, padInfo, strideHeight, strideWidth } = info;
    // As many rows as the filter reaches; rows of the input that no filter reached give more: they are cut off below.
    const bottom = (info.outHeight - 1) * strideHeight + filterHeight - info.inHeight - padInfo.top;
    const right = (info.outWidth - 1) * strideWidth + filterWidth - info.inWidth - padInfo.left;
    const images = runWasmKernel('Transpose', { x }, wasm, { perm: [3, 1, 2, 0] });
    const filter = runWasmKernel('Transpose', { x: dy }, wasm, { perm: [1, 2, 0, 3] });
    const padding = [
      [0, 0],
      [padInfo.top, Math.max(bottom, 0)],
      [padInfo.left, Math.max(right, 0)],
      [0, 0],
    ];
    const convolved = runWasmKernel('Conv2D', { x: images, filter }, wasm, {
      strides: [1, 1],
      pad: padding,
      dataFormat: 'NHWC',
      dilations: [strideHeight, strideWidth],
    } as never);
    const cut = runWasmKernel('Slice', { x: convolved }, wasm, {
      begin: [0, 0, 0, 0],
      size: [inChannels, filterHeight, filterWidth, outChannels],
    });
    const gradient = runWasmKernel('Transpose', { x: cut }, wasm, { perm: [1, 2, 0, 3] });
    for (const { dataId } of [images, filter, convolved, cut]) wasm.disposeData(dataId);
    return gradient;
  },
};

interface ConvolutionAttributes extends NamedAttrMap {
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number;
  dataFormat?: 'NHWC' | 'NCHW';
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
  filterShape: [number, number, number, number];
}
