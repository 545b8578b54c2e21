import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { runWasmKernel, type WasmBackend } from '../module/wasm-kernel';

/**
 * Makes matMul with a transposed operand fast on wasm. tfjs multiplies untransposed matrices with XNNPACK, but transposed
 * ones, which every dense gradient needs, in a naive loop, 10 times slower: so transpose first, then multiply. Only where
 * there is no SIMD: see simd-mat-mul.ts.
 */
export function transposedMatMul(): KernelConfig[] {
  const originals = ['BatchMatMul', '_FusedMatMul'].flatMap((name) => getKernel(name, 'wasm') ?? []);
  return originals.map((original) => ({ ...original, kernelFunc: transposingFirst(original) }));
}

function transposingFirst(original: KernelConfig): KernelConfig['kernelFunc'] {
  return ({ inputs, backend, attrs }) => {
    const wasm = backend as WasmBackend;
    const { a, b, ...others } = inputs as { a: TensorInfo; b: TensorInfo };
    const left = attrs?.transposeA ? swapLastAxes(a, wasm) : a;
    const right = ofOneShape(attrs?.transposeB ? swapLastAxes(b, wasm) : b, wasm);
    const product = original.kernelFunc({
      inputs: { a: left, b: right, ...others },
      backend,
      attrs: { ...attrs, transposeA: false, transposeB: false },
    });
    if (left.dataId !== a.dataId) wasm.disposeData(left.dataId);
    if (right.dataId !== b.dataId) wasm.disposeData(right.dataId);
    return product;
  };
}

/** The matrix, or each of a batch, transposed: a new tensor, or the same data where it is a row or a column. */
function swapLastAxes(x: TensorInfo, backend: WasmBackend): TensorInfo {
  const rank = x.shape.length;
  const batch = x.shape.slice(0, -2);
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  if (rows === 1 || columns === 1) return { ...x, shape: [...batch, columns, rows] };
  return runWasmKernel('Transpose', { x }, backend, { perm: [...batch.keys(), rank - 1, rank - 2] });
}

/** The shape in which each tensor's data first stood on the right. */
const firstShapes = new WeakMap<object, string>();

/**
 * The matrix itself, or a copy where its data stood on the right in another shape before. tfjs keeps what XNNPACK prepared
 * for a right operand by its data alone: in another shape (after a reshape, which shares the data) it would read and write
 * outside of it.
 */
function ofOneShape(matrix: TensorInfo, backend: WasmBackend): TensorInfo {
  const shape = matrix.shape.slice(-2).join();
  const first = firstShapes.get(matrix.dataId);
  if (first === undefined) firstShapes.set(matrix.dataId, shape);
  return first === undefined || first === shape
    ? matrix
    : runWasmKernel('Identity', { x: matrix }, backend, {});
}
