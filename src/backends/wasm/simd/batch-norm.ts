import { getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { addressOf, withWorkspace } from '../module/simd-kernels';
import { areFloats, withFallback } from '../module/with-fallback';

type Statistic = 'mean' | 'variance' | 'scale' | 'offset';

/** Batch normalization with one mean, variance, scale and offset for each of the last axis; others are left to tfjs. */
export function simdBatchNorm(): KernelConfig[] {
  const original = getKernel('FusedBatchNorm', 'wasm');
  if (!original) return [];
  const kernel = withFallback(original, ({ kernels, backend, inputs, attrs }) => {
    const { x, ...statistics } = inputs as { x: TensorInfo } & Partial<Record<Statistic, TensorInfo>>;
    const columns = x.shape.at(-1) ?? 1;
    const isServed = Object.values(statistics).every(
      (tensor) => !tensor || (areFloats(tensor) && util.arraysEqual(tensor.shape, [columns])),
    );
    if (!isServed || !areFloats(x)) return undefined;
    const y = backend.makeOutput(x.shape, 'float32');
    const { varianceEpsilon } = attrs as { varianceEpsilon: number };
    withWorkspace(backend, columns * 4, (workspace) => {
      const at = (tensor: TensorInfo | undefined) => (tensor ? addressOf(tensor, backend) : 0);
      const { mean, variance, scale, offset } = statistics;
      const rows = columns === 0 ? 0 : util.sizeFromShape(x.shape) / columns;
      kernels.batchNorm(
        at(x),
        at(y),
        rows,
        columns,
        at(mean),
        at(variance),
        at(scale),
        at(offset),
        varianceEpsilon,
        workspace,
      );
    });
    return y;
  });
  return [kernel];
}
