import { getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { addressOf, simdKernels, withWorkspace } from '../module/simd-kernels';
import type { WasmBackend } from '../module/wasm-kernel';

type Statistic = 'mean' | 'variance' | 'scale' | 'offset';

/** Batch normalization with one mean, variance, scale and offset for each of the last axis; others are left to tfjs. */
export function simdBatchNorm(): KernelConfig[] {
  const original = getKernel('FusedBatchNorm', 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs }) => {
    const wasm = backend as WasmBackend;
    const kernels = simdKernels(wasm);
    const { x, ...statistics } = inputs as { x: TensorInfo } & Partial<Record<Statistic, TensorInfo>>;
    const columns = x.shape.at(-1) ?? 1;
    const isServed = Object.values(statistics).every(
      (tensor) => !tensor || (tensor.dtype === 'float32' && util.arraysEqual(tensor.shape, [columns])),
    );
    if (!isServed || x.dtype !== 'float32') return original.kernelFunc({ inputs, backend, attrs: attrs! });
    const y = wasm.makeOutput(x.shape, 'float32');
    const { varianceEpsilon } = attrs as { varianceEpsilon: number };
    withWorkspace(wasm, columns * 4, (workspace) => {
      const at = (tensor: TensorInfo | undefined) => (tensor ? addressOf(tensor, wasm) : 0);
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
  };
  return [{ ...original, kernelFunc }];
}
