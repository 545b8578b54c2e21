import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../module/wasm-kernel';

/**
 * Values within bounds, and ReLU up to 6. tfjs's own on wasm make a bound of NaN, so that nobody sees that a training diverged,
 * and write a float's bits where the numbers are whole.
 */
export function clip(): KernelConfig[] {
  return [
    ...withBounds('ClipByValue', (attrs) => [attrs.clipValueMin!, attrs.clipValueMax!]),
    ...withBounds('Relu6', () => [0, 6]),
  ];
}

function withBounds(
  kernelName: string,
  boundsOf: (attrs: Readonly<Record<string, number>>) => [least: number, most: number],
): KernelConfig[] {
  const original = getKernel(kernelName, 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs }) => {
    const wasm = backend as WasmBackend;
    const { x } = inputs as { x: TensorInfo };
    const [least, most] = boundsOf((attrs ?? {}) as Readonly<Record<string, number>>);
    const clipped = wasm.makeOutput(x.shape, x.dtype);
    const [from, to] = [wasm.typedArrayFromHeap(x), wasm.typedArrayFromHeap(clipped)];
    for (let index = 0; index < from.length; index++) {
      to[index] = Math.max(least, Math.min(from[index]!, most)); // NaN stays NaN
    }
    return clipped;
  };
  return [{ ...original, kernelFunc }];
}
