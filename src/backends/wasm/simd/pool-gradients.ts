import { getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { maxPoolGrad, poolGeometry } from '../loops/max-pool-grad';
import { setGeometry } from '../module/simd-geometry';
import { addressOf } from '../module/simd-kernels';
import { areFloats, type SimdCall, withFallback } from '../module/with-fallback';

/** The gradients of pooling, window by window, four channels at a time. tfjs has the one of average pooling right, but slow. */
export function simdPoolGradients(): KernelConfig[] {
  const averagePoolGrad = getKernel('AvgPoolGrad', 'wasm');
  return [
    withFallback(maxPoolGrad, (call) =>
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
