import type { BackendDriver } from '../backend';
import { loadFailure } from '../load-failure';
import { importWebgpu } from '../optional-packages';
import { replaceKernels } from '../replace-kernels';
import { webgpuAdapter } from './adapter';
import { boundedAddN } from './bounded-add-n';

/** The GPU through WebGPU, in browsers that have it. */
export const webgpu: BackendDriver = {
  name: 'webgpu',
  package: '@tensorflow/tfjs-backend-webgpu',
  range: '^4.22.0',
  tfjsName: 'webgpu',
  unsupported: () =>
    typeof navigator === 'undefined' || !('gpu' in navigator)
      ? 'this environment has no navigator.gpu'
      : undefined,
  async install() {
    await importWebgpu((cause) => loadFailure('webgpu', '@tensorflow/tfjs-backend-webgpu', cause));
    return undefined;
  },
  adapter: webgpuAdapter,
  patch: () => replaceKernels(boundedAddN()),
};
