import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { describe, expect, it } from 'vitest';
import { wasmPaths } from '../../support/wasm-paths';

describe('webgl in a real browser', () => {
  it('starts by name, and tells what renders', async () => {
    const backend = await useBackend('webgl');
    expect(backend.name).toBe('webgl');
    expect(tf.getBackend()).toBe('webgl');
    expect(backend.adapter).toMatch(/swiftshader/i);
    backend.restore();
  });

  it('is passed over by auto where no hardware renders: wasm is faster then', async () => {
    const backend = await useBackend('auto', { wasmPaths });
    expect(backend.name).toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
    expect(backend.passedOver).toEqual([
      expect.stringMatching(/^Backend 'webgl': the GPU is a program on the CPU \(.*SwiftShader.*\)\.$/),
    ]);
    backend.restore();
  });
});
