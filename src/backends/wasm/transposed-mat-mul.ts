import {
  getKernel,
  type KernelConfig,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { KernelPatch } from '../backend';

const multiplications = ['BatchMatMul', '_FusedMatMul'] as const;

/** The part of tfjs's wasm backend that a kernel needs here. */
interface WasmBackend {
  disposeData(dataId: object): boolean;
}

/**
 * Makes matMul with a transposed operand fast on wasm. tfjs multiplies untransposed matrices with XNNPACK, but transposed
 * ones, which every dense gradient needs, in a naive loop, 10 times slower: so transpose first, then multiply.
 */
export function replaceTransposedMatMul(): KernelPatch {
  const originals = multiplications.flatMap((name) => getKernel(name, 'wasm') ?? []);
  for (const original of originals) replaceKernel({ ...original, kernelFunc: transposingFirst(original) });
  return {
    added: [],
    replaced: originals.map(({ kernelName }) => kernelName),
    undo: () => originals.forEach(replaceKernel),
  };
}

function replaceKernel(config: KernelConfig): void {
  unregisterKernel(config.kernelName, config.backendName);
  registerKernel(config);
}

function transposingFirst(original: KernelConfig): KernelConfig['kernelFunc'] {
  return ({ inputs, backend, attrs }) => {
    const { a, b, ...others } = inputs as { a: TensorInfo; b: TensorInfo };
    const operands = [a, b].map((operand, index) => {
      const transposed = attrs?.[index === 0 ? 'transposeA' : 'transposeB'];
      return transposed ? swapLastAxes(operand, backend) : operand;
    });
    const [left, right] = operands as [TensorInfo, TensorInfo];
    const product = original.kernelFunc({
      inputs: { a: left, b: right, ...others },
      backend,
      attrs: { ...attrs, transposeA: false, transposeB: false },
    });
    if (left.dataId !== a.dataId) (backend as WasmBackend).disposeData(left.dataId);
    if (right.dataId !== b.dataId) (backend as WasmBackend).disposeData(right.dataId);
    return product;
  };
}

/** The matrix, or each of a batch, transposed: a new tensor, or the same data where it is a row or a column. */
function swapLastAxes(x: TensorInfo, backend: unknown): TensorInfo {
  const rank = x.shape.length;
  const batch = x.shape.slice(0, -2);
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  if (rows === 1 || columns === 1) return { ...x, shape: [...batch, columns, rows] };
  const perm = [...batch.keys(), rank - 1, rank - 2];
  const transpose = getKernel('Transpose', 'wasm')!;
  return transpose.kernelFunc({ inputs: { x }, backend: backend as object, attrs: { perm } }) as TensorInfo;
}
