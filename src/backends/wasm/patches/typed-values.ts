import { getKernel, type KernelConfig, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { runWasmKernel, type WasmBackend } from '../module/wasm-kernel';
import { stridedSlice } from './strided-slice';

/**
 * Kernels of tfjs's wasm that take every tensor for one of four bytes a number. Reversing truth values, of one byte, they write
 * over what lies behind the result, as do those that select among them; slicing whole numbers with a stride they call them float32.
 */
export function typedValues(): KernelConfig[] {
  return [getKernel('Reverse', 'wasm'), ...stridedSlice(), getKernel('Select', 'wasm')].flatMap(asInt32);
}

/** Casts, with truth values that are 0 or 1: tfjs's copies the numbers. */
export function castToBool(): KernelConfig[] {
  const original = getKernel('Cast', 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs = {} }) => {
    const { x } = inputs as { x: TensorInfo };
    if (attrs.dtype !== 'bool' || (x.dtype !== 'float32' && x.dtype !== 'int32'))
      return original.kernelFunc({ inputs, backend, attrs });
    const wasm = backend as WasmBackend;
    const truths = wasm.makeOutput(x.shape, 'bool');
    const [from, to] = [wasm.typedArrayFromHeap(x), wasm.typedArrayFromHeap(truths)];
    for (let index = 0; index < from.length; index++) to[index] = from[index] === 0 ? 0 : 1;
    return truths;
  };
  return [{ ...original, kernelFunc }];
}

/** Has truth values pass through the kernel as whole numbers, and whole numbers come out as such. */
function asInt32(original: KernelConfig | undefined): KernelConfig[] {
  if (!original) return [];
  const whole = (inputs: Inputs, backend: WasmBackend, attrs: NamedAttrMap): TensorInfo => {
    const moved = original.kernelFunc({ inputs, backend, attrs }) as TensorInfo;
    if (moved.dtype === 'int32') return moved;
    // The four bytes of each number are right, their type is not.
    const result = backend.makeOutput(moved.shape, 'int32');
    const from = backend.typedArrayFromHeap({ ...moved, dtype: 'int32' });
    (backend.typedArrayFromHeap(result) as Int32Array).set(from);
    backend.disposeData(moved.dataId);
    return result;
  };
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, backend, attrs = {} }) => {
    const wasm = backend as WasmBackend;
    const { condition: _, ...values } = inputs as Inputs;
    const { dtype } = Object.values(values)[0]!;
    if (dtype === 'int32') return whole(inputs as Inputs, wasm, attrs);
    if (dtype !== 'bool') return original.kernelFunc({ inputs, backend, attrs });
    const numbers: Record<string, TensorInfo> = {};
    for (const [name, x] of Object.entries(values))
      numbers[name] = runWasmKernel('Cast', { x }, wasm, { dtype: 'int32' });
    const moved = whole({ ...(inputs as Inputs), ...numbers }, wasm, attrs);
    const result = runWasmKernel('Cast', { x: moved }, wasm, { dtype: 'bool' });
    for (const { dataId } of [...Object.values(numbers), moved]) wasm.disposeData(dataId);
    return result;
  };
  return [{ ...original, kernelFunc }];
}

type Inputs = Readonly<Record<string, TensorInfo>>;
