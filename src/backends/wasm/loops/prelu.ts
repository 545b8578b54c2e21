import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { runWasmKernel, type WasmBackend } from '../module/wasm-kernel';

/** tfjs's prelu on wasm takes alpha's values one after another, whatever its shape: so alpha is first brought to x's shape. */
export function broadcastingPrelu(): KernelConfig[] {
  const original = getKernel('Prelu', 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs }) => {
    const wasm = backend as WasmBackend;
    const { x, alpha } = inputs as { x: TensorInfo; alpha: TensorInfo };
    if (x.shape.includes(0)) return wasm.makeOutput(x.shape, x.dtype);
    const shape = [
      ...new Array<number>(Math.max(x.shape.length - alpha.shape.length, 0)).fill(1),
      ...alpha.shape,
    ];
    const reps = x.shape.map((size, axis) => (shape[axis] === size ? 1 : size));
    if (reps.every((rep) => rep === 1)) return original.kernelFunc({ inputs, backend, attrs: attrs! });
    const tiled = runWasmKernel('Tile', { x: { ...alpha, shape } }, wasm, { reps });
    const result = original.kernelFunc({ inputs: { x, alpha: tiled }, backend, attrs: attrs! });
    wasm.disposeData(tiled.dataId);
    return result;
  };
  return [{ ...original, kernelFunc }];
}
