import { type backend_util, type KernelConfig, util } from '@tensorflow/tfjs-core';
import { depthwiseGeometry, type Shape4D } from '../loops/depthwise-products';
import { ownKernel } from '../module/own-kernel';
import { setGeometry } from '../module/set-geometry';
import { addressOf, withWorkspace } from '../module/simd-kernels';
import { areFloats, type SimdCall } from '../module/with-fallback';
import { depthwiseWorkspace } from '../module/workspace-sizes';

/** The gradients of the depthwise convolution, which tfjs lacks on wasm: line by line of the images, four channels at a time. */
export const simdDepthwiseGradients: readonly KernelConfig[] = [
  ownKernel('DepthwiseConv2dNativeBackpropFilter', (call) => {
    const { kernels, backend, inputs, attrs } = call;
    const { x, dy } = inputs as { [name in 'x' | 'dy']: (typeof inputs)[string] };
    const info = depthwiseGeometry(x.shape as Shape4D, attrs.filterShape as Shape4D, attrs);
    if (!areFloats(x, dy) || !util.arraysEqual(dy.shape, info.outShape)) return undefined;
    const gradient = backend.makeOutput(attrs.filterShape as Shape4D, 'float32');
    withLine(call, info, (multiplier, workspace) =>
      kernels.depthwiseFilterGradient(
        addressOf(x, backend),
        addressOf(dy, backend),
        addressOf(gradient, backend),
        info.batchSize,
        multiplier,
        workspace,
      ),
    );
    return gradient;
  }),
  ownKernel('DepthwiseConv2dNativeBackpropInput', (call) => {
    const { kernels, backend, inputs, attrs } = call;
    const { dy, filter } = inputs as { [name in 'dy' | 'filter']: (typeof inputs)[string] };
    const info = depthwiseGeometry(attrs.inputShape as Shape4D, filter.shape as Shape4D, attrs);
    if (!areFloats(dy, filter) || !util.arraysEqual(dy.shape, info.outShape)) return undefined;
    const gradient = backend.makeOutput(attrs.inputShape as Shape4D, 'float32');
    withLine(call, info, (multiplier, workspace) =>
      kernels.depthwiseInputGradient(
        addressOf(dy, backend),
        addressOf(filter, backend),
        addressOf(gradient, backend),
        info.batchSize,
        multiplier,
        workspace,
      ),
    );
    return gradient;
  }),
];

function withLine(
  { kernels, backend }: SimdCall,
  info: backend_util.Conv2DInfo,
  work: (multiplier: number, workspace: number) => void,
): void {
  const multiplier = info.inChannels === 0 ? 1 : info.outChannels / info.inChannels;
  setGeometry(kernels, info);
  withWorkspace(backend, depthwiseWorkspace(kernels, info, multiplier), (workspace) =>
    work(multiplier, workspace),
  );
}
