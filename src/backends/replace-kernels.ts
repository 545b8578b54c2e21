import { getKernel, type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { KernelPatch } from './backend';

/**
 * Registers kernels in place of those of their names, if there are any.
 *
 * @param kernels - kernels of one backend, each name once
 * @returns which were added and which replaced, and the way back
 */
export function replaceKernels(kernels: readonly KernelConfig[]): KernelPatch {
  const originals = kernels.map(
    ({ kernelName, backendName }) => getKernel(kernelName, backendName) as KernelConfig | undefined,
  );
  kernels.forEach(replaceKernel);
  const names = (replaced: boolean) =>
    kernels
      .filter((_, index) => (originals[index] !== undefined) === replaced)
      .map(({ kernelName }) => kernelName);
  return {
    added: names(false),
    replaced: names(true),
    undo: () =>
      kernels.forEach(({ kernelName, backendName }, index) => {
        const original = originals[index];
        if (original) replaceKernel(original);
        else unregisterKernel(kernelName, backendName);
      }),
  };
}

function replaceKernel(config: KernelConfig): void {
  if (getKernel(config.kernelName, config.backendName))
    unregisterKernel(config.kernelName, config.backendName);
  registerKernel(config);
}
