import { getKernel, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';

/** An array that holds a tensor's values. */
type Values = Float32Array | Int32Array | Uint8Array;

/** The part of tfjs's cpu backend that kernels need. */
export interface CpuBackend {
  readonly data: { get(dataId: object): { readonly values: Values } };
  makeTensorInfo(shape: number[], dtype: TensorInfo['dtype'], values: Values): TensorInfo;
  disposeIntermediateTensorInfo(tensor: TensorInfo): void;
}

/** Runs one of the backend's other kernels. */
export function runCpuKernel(
  name: string,
  inputs: Readonly<Record<string, TensorInfo>> | TensorInfo[],
  backend: CpuBackend,
  attrs: object,
): TensorInfo {
  return getKernel(name, 'cpu')!.kernelFunc({
    inputs: inputs as Record<string, TensorInfo>,
    backend,
    attrs: attrs as NamedAttrMap,
  }) as TensorInfo;
}
