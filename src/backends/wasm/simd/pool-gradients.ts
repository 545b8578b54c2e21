import {
  backend_util,
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { ownKernel } from '../module/own-kernel';
import { setGeometry } from '../module/set-geometry';
import { addressOf } from '../module/simd-kernels';
import { areFloats, type SimdCall, withFallback } from '../module/with-fallback';

/**
 * The gradients of pooling, window by window, four channels at a time. tfjs has the one of average pooling right, but slow.
 * That of max pooling goes to the first largest value of each window; tfjs's on wasm is wrong for windows of one and two
 * pixels.
 */
export function simdPoolGradients(): KernelConfig[] {
  const averagePoolGrad = getKernel('AvgPoolGrad', 'wasm');
  return [
    ownKernel('MaxPoolGrad', (call) =>
      poolGradient(call, (x, dy, gradient, images) => call.kernels.maxPoolGradient(x, dy, gradient, images)),
    ),
    ...(averagePoolGrad
      ? [
          withFallback(averagePoolGrad, (call) =>
            poolGradient(call, (_, dy, gradient, images) =>
              call.kernels.averagePoolGradient(dy, gradient, images),
            ),
          ),
        ]
      : []),
  ];
}

function poolGradient(
  { kernels, backend, inputs, attrs }: SimdCall,
  compute: (x: number, dy: number, gradient: number, images: number) => void,
): TensorInfo | undefined {
  const { input, dy } = inputs as { input: TensorInfo; dy: TensorInfo };
  const info = poolGeometry(input.shape, attrs);
  if (!areFloats(input, dy) || !util.arraysEqual(dy.shape, info.outShape)) return undefined;
  const gradient = backend.makeOutput(input.shape, 'float32');
  setGeometry(kernels, info);
  compute(addressOf(input, backend), addressOf(dy, backend), addressOf(gradient, backend), info.batchSize);
  return gradient;
}

/** Geometry of the pooling: sizes, strides and padding of its window. */
function poolGeometry(inputShape: readonly number[], attrs: NamedAttrMap): backend_util.Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as never as {
    filterSize: [number, number];
    strides: [number, number];
    pad: 'valid' | 'same' | number;
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const shape = inputShape as [number, number, number, number];
  return backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}
