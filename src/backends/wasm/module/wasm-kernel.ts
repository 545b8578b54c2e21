import { getKernel, type KernelConfig, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';

/** The part of tfjs's wasm backend that kernels need. */
export interface WasmBackend {
  makeOutput(shape: readonly number[], dtype: TensorInfo['dtype']): TensorInfo;
  /** The tensor's values in wasm's memory: valid until something is allocated. */
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
  /** Gives the data back where no other tensor shares it, or whoever does. */
  disposeData(dataId: object, force?: boolean): boolean;
  /** Number of tensors that share the data. */
  refCount(dataId: object): number;
  /** Has one more tensor share the data. */
  incRef(dataId: object): void;
  /** Ends the backend: tfjs calls it where it removes it. */
  dispose(): void;
  /** Address of each tensor's values. */
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  /** tfjs's own WebAssembly: its memory, and what gives and takes back parts of it. */
  readonly wasm: {
    readonly asm: { readonly memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
}

/** Runs one of the backend's other kernels. */
export function runWasmKernel(
  name: string,
  inputs: Readonly<Record<string, TensorInfo>>,
  backend: WasmBackend,
  attrs: NamedAttrMap,
): TensorInfo {
  return getKernel(name, 'wasm')!.kernelFunc({ inputs, backend, attrs }) as TensorInfo;
}

// The mark below lets bundlers drop the kernels where no backend is started.
/** A kernel in plain loops: what it computes, given its inputs and a zeroed output of the shape that `shapeOf` tells. */
/* @__NO_SIDE_EFFECTS__ */
export function loopKernel(
  kernelName: string,
  shapeOf: (inputs: Readonly<Record<string, TensorInfo>>, attrs: NamedAttrMap) => readonly number[],
  fill: (
    output: Float32Array,
    values: (input: string) => ArrayLike<number>,
    inputs: Readonly<Record<string, TensorInfo>>,
    attrs: NamedAttrMap,
  ) => void,
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs, backend, attrs = {} }) {
      const wasm = backend as WasmBackend;
      const tensors = inputs as Readonly<Record<string, TensorInfo>>;
      const result = wasm.makeOutput(shapeOf(tensors, attrs), 'float32');
      const output = wasm.typedArrayFromHeap(result) as Float32Array;
      output.fill(0);
      fill(output, (input) => wasm.typedArrayFromHeap(tensors[input]!), tensors, attrs);
      return result;
    },
  };
}
