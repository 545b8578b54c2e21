import { getBackend } from '@tensorflow/tfjs-core';

/** Parts of a run beside the Trainer itself: files of their own, so that a page that isn't training yet does without. */
export type RunParts = Awaited<ReturnType<typeof loadParts>>;

/** Loads them. */
export async function loadParts() {
  const [gradients, kernelLayers] = await Promise.all([loadGradients(), loadKernelLayers()]);
  return { gradients, kernelLayers };
}

async function loadGradients() {
  return await import('../../gradients');
}

/** Loaded on the one backend that may have the kernels. */
async function loadKernelLayers() {
  return getBackend() === 'wasm' ? await import('./kernel-layers') : undefined;
}
