import { getBackend, getKernel } from '@tensorflow/tfjs-core';

/** Whether the running backend has a kernel of this name: gan-core's own are on wasm only. */
export function hasKernel(kernelName: string): boolean {
  return getKernel(kernelName, getBackend()) !== undefined;
}
