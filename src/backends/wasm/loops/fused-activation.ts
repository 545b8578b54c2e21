import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { FusedActivation } from '../assembly/operation-codes';
import { runWasmKernel, type WasmBackend } from '../module/wasm-kernel';

/** Inputs of a fused kernel besides its operands. */
export type FusedInputs = { bias?: TensorInfo; preluActivationWeights?: TensorInfo };

/** Work on a product as it is stored, and the work that must follow in kernels of its own. */
export interface Epilogue {
  /** Activation that the product's own kernel applies. */
  readonly code: FusedActivation;
  readonly slope: number;
  /** The bias, where it is one number a column. */
  readonly bias?: TensorInfo;
  /** A bias of another shape. */
  readonly laterBias?: TensorInfo;
  /** The kernel of another activation. */
  readonly laterActivation?: string;
}

/** The kernels that compute each activation by itself; `linear` needs none. */
const activationKernels: Readonly<Record<string, string>> = {
  elu: 'Elu',
  leakyrelu: 'LeakyRelu',
  prelu: 'Prelu',
  relu: 'Relu',
  relu6: 'Relu6',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
};

/**
 * Splits bias and activation into what the product's kernel does and what follows; undefined where gan-core's kernels can't
 * do it.
 */
export function fusedActivation(
  { bias, preluActivationWeights }: FusedInputs,
  { activation = 'linear', leakyreluAlpha = 0.2 }: { activation?: string; leakyreluAlpha?: number },
  columns: number,
): Epilogue | undefined {
  if (bias && bias.dtype !== 'float32') return undefined;
  if (activation === 'prelu' && !preluActivationWeights) return undefined;
  const kernel = activationKernels[activation];
  const inProduct = isFused(activation);
  if (!inProduct && !kernel) return undefined;
  const isOneAColumn = (shape: readonly number[]) =>
    shape.at(-1) === columns && shape.slice(0, -1).every((size) => size === 1);
  if (bias && !isOneAColumn(bias.shape))
    return { code: FusedActivation.linear, slope: 0, ...later(bias, kernel) };
  return {
    code: inProduct ? FusedActivation[activation] : FusedActivation.linear,
    slope: leakyreluAlpha,
    ...(bias && { bias }),
    ...later(undefined, inProduct ? undefined : kernel),
  };
}

function isFused(activation: string): activation is keyof typeof FusedActivation {
  return activation in FusedActivation;
}

/** The same where the product is stored as it is: all is left to kernels of their own. */
export function unfused(epilogue: Epilogue): Epilogue {
  const kernel = activationKernels[FusedActivation[epilogue.code]!];
  return { ...epilogue, ...later(epilogue.bias, kernel) };
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
