import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../module/wasm-kernel';

/** Selects among whole numbers and truth values: tfjs's on wasm takes each for four bytes, and writes behind the result. */
export function typedSelect(): KernelConfig[] {
  const original = getKernel('Select', 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = (call) => {
    const wasm = call.backend as WasmBackend;
    const { condition, t, e } = call.inputs as Record<'condition' | 't' | 'e', TensorInfo>;
    if (t.dtype === 'float32') return original.kernelFunc(call);
    const selected = wasm.makeOutput(t.shape, t.dtype);
    const [truths, whereTrue, whereFalse, to] = [condition, t, e, selected].map((tensor) =>
      wasm.typedArrayFromHeap(tensor),
    ) as [Uint8Array, Int32Array, Int32Array, Int32Array];
    // tf.where brings all to one shape. Of a truth for each row, tfjs's kernels take one value for the row.
    const each = to.length / truths.length;
    for (let place = 0, index = 0; place < truths.length; place++) {
      const value = (truths[place] ? whereTrue : whereFalse)[place]!;
      for (const end = (place + 1) * each; index < end; index++) to[index] = value;
    }
    return selected;
  };
  return [{ ...original, kernelFunc }];
}

/** Casts, with truth values that are 0 or 1: tfjs's copies the numbers. */
export function castToBool(): KernelConfig[] {
  const original = getKernel('Cast', 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs }) => {
    const { x } = inputs as { x: TensorInfo };
    if (attrs!.dtype !== 'bool' || (x.dtype !== 'float32' && x.dtype !== 'int32'))
      return original.kernelFunc({ inputs, backend, attrs: attrs! });
    const wasm = backend as WasmBackend;
    const truths = wasm.makeOutput(x.shape, 'bool');
    const [from, to] = [wasm.typedArrayFromHeap(x), wasm.typedArrayFromHeap(truths)];
    for (let index = 0; index < from.length; index++) to[index] = from[index] === 0 ? 0 : 1;
    return truths;
  };
  return [{ ...original, kernelFunc }];
}
