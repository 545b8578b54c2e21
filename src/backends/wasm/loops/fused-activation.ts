import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { runWasmKernel, type WasmBackend } from '../module/wasm-kernel';

/** What a fused kernel takes besides its operands. */
export type FusedInputs = { bias?: TensorInfo; preluActivationWeights?: TensorInfo };

/** What is done to a product as it is stored, and what must follow in kernels of their own. */
export interface Epilogue {
  /** The code by which kernels/tile.ts knows it: 0 none, 1 ReLU, 2 leaky ReLU. */
  readonly code: number;
  readonly slope: number;
  /** The bias, where it is one number a column. */
  readonly bias?: TensorInfo;
  /** A bias of another shape. */
  readonly laterBias?: TensorInfo;
  /** The kernel of another activation. */
  readonly laterActivation?: string;
}

/** The kernels of the activations that aren't computed in the product. */
const activationKernels: Readonly<Record<string, string>> = {
  elu: 'Elu',
  prelu: 'Prelu',
  relu6: 'Relu6',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
};

/** How bias and activation are served, or undefined where they can't be. */
export function fusedActivation(
  { bias, preluActivationWeights }: FusedInputs,
  { activation = 'linear', leakyreluAlpha = 0.2 }: { activation?: string; leakyreluAlpha?: number },
  columns: number,
): Epilogue | undefined {
  if (bias && bias.dtype !== 'float32') return undefined;
  if (activation === 'prelu' && !preluActivationWeights) return undefined;
  const code = ['linear', 'relu', 'leakyrelu'].indexOf(activation);
  const kernel = activationKernels[activation];
  if (code < 0 && !kernel) return undefined;
  if (!bias) return { code: Math.max(code, 0), slope: leakyreluAlpha, ...later(undefined, kernel) };
  if (bias.shape.at(-1) === columns && bias.shape.slice(0, -1).every((size) => size === 1))
    return { code: Math.max(code, 0), slope: leakyreluAlpha, bias, ...later(undefined, kernel) };
  return { code: 0, slope: 0, ...later(bias, kernel ?? [undefined, 'Relu', 'LeakyRelu'][code]) };
}

function later(laterBias: TensorInfo | undefined, laterActivation: string | undefined) {
  return { ...(laterBias && { laterBias }), ...(laterActivation && { laterActivation }) };
}

/** Runs what couldn't be done as the product was stored. */
export function finishFused(
  product: TensorInfo,
  { laterBias, laterActivation }: Epilogue,
  { preluActivationWeights }: FusedInputs,
  { leakyreluAlpha = 0.2 }: { leakyreluAlpha?: number },
  backend: WasmBackend,
): TensorInfo {
  const run = (
    name: string,
    inputs: Record<string, TensorInfo>,
    old: TensorInfo,
    attrs: NamedAttrMap = {},
  ) => {
    const result = runWasmKernel(name, inputs, backend, attrs);
    backend.disposeData(old.dataId);
    return result;
  };
  let result = product;
  if (laterBias) result = run('Add', { a: result, b: laterBias }, result);
  if (laterActivation) {
    const alpha = laterActivation === 'Prelu' ? { alpha: preluActivationWeights! } : {};
    result = run(laterActivation, { x: result, ...alpha }, result, { alpha: leakyreluAlpha });
  }
  return result;
}
