import { getBackend } from '@tensorflow/tfjs-core';
import { isNode } from '../../process';
import type { BackendDriver } from '../backend';
import { loadFailure } from '../load-failure';
import { importForNode } from '../node/driver';
import { importWebgpu } from '../optional-packages';
import { replaceKernels } from '../replace-kernels';
import { webgpuAdapter } from '../webgpu/adapter';
import { boundedAddN } from '../webgpu/bounded-add-n';
import { dawnName, nativeName, nodeGpuInTfjs } from './tfjs-name';

/** Dawn's module: Chromium's WebGPU, for Node. */
interface Dawn {
  create(options: readonly string[]): object;
  readonly globals: object;
}

/** Held for the life of the process: Dawn's objects die with it. */
let gpu: object | undefined;

/**
 * A GPU in Node: native TensorFlow on CUDA (`@tensorflow/tfjs-node-gpu`) where the user has it; else WebGPU through Dawn
 * (npm `webgpu`), whose package brings its binary for Linux, macOS and Windows and drives any GPU.
 */
export const nodeGpu: BackendDriver = {
  name: 'node-gpu',
  package: 'webgpu',
  range: '^0.6.2',
  get tfjsName() {
    return nodeGpuInTfjs.name;
  },
  unsupported: () => (isNode() ? undefined : 'this backend is for Node; browsers have webgpu'),
  async install() {
    try {
      await importForNode('@tensorflow/tfjs-node-gpu');
      nodeGpuInTfjs.name = nativeName;
    } catch {
      await installDawn();
      nodeGpuInTfjs.name = dawnName;
    }
    return undefined;
  },
  hint: 'It needs a driver: on Linux the Vulkan loader (libvulkan1) and one for your GPU.',
  patch: () =>
    getBackend() === dawnName ? replaceKernels(boundedAddN()) : { added: [], replaced: [], undo() {} },
  adapter: () => (getBackend() === dawnName ? webgpuAdapter() : 'CUDA, through native TensorFlow'),
};

async function installDawn(): Promise<void> {
  const { create, globals } = await importDawn();
  // The backend looks for these where a browser has them, at its import.
  for (const [name, value] of Object.entries(globals))
    if (!(name in globalThis))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  gpu ??= create([]);
  const holder = globalThis as { navigator?: object };
  if (!holder.navigator) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  if (!('gpu' in holder.navigator!))
    Object.defineProperty(holder.navigator, 'gpu', { value: gpu, configurable: true });
  await importWebgpu((cause) => loadFailure('node-gpu', '@tensorflow/tfjs-backend-webgpu', cause));
}

async function importDawn(): Promise<Dawn> {
  try {
    return (await importForNode('webgpu')) as Dawn;
  } catch (cause) {
    throw loadFailure('node-gpu', 'webgpu', cause, 'npm install webgpu @tensorflow/tfjs-backend-webgpu');
  }
}
