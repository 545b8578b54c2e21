import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeConformance } from '../../conformance/suite';

tf.enableProdMode();

/** Chromium's own Vulkan in software: no GPU is needed, and no GPU's bugs are met. */
const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';
const loaders = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/libvulkan.so.1`);
// CI installs both, so there a missing one is an error.
const missing = !existsSync(driver) || !loaders.some(existsSync);

describe.skipIf(missing && process.env.CI === undefined)('node-gpu on software Vulkan', () => {
  beforeAll(() => {
    process.env.VK_DRIVER_FILES = driver;
    process.env.XDG_RUNTIME_DIR ??= '/tmp';
  });

  it('runs through Dawn, and names its adapter', async () => {
    const backend = await useBackend('node-gpu');
    expect(backend.name).toBe('node-gpu');
    expect(backend.adapter).toMatch(/swiftshader/i);
    expect(backend.replacedKernels).toEqual(['AddN']);
    expect(tf.getBackend()).toBe('webgpu');
    backend.restore();
  });

  it('is passed over by auto, which says why: such a GPU is slower than wasm', async () => {
    const backend = await useBackend('auto');
    expect(backend.name).toBe('wasm');
    expect(backend.passedOver.join('\n')).toMatch(
      /Backend 'node-gpu': the GPU is a program on the CPU \(.*swiftshader.*\)/i,
    );
    backend.restore();
  });

  describeConformance({
    backend: 'node-gpu',
    tolerance: { losses: 1e-5, secondOrder: 1e-5, training: 1e-4 },
    // The kernels are those of webgpu in Chromium, which runs more of them.
    everyRow: 30,
  });
});
