import * as tf from '@tensorflow/tfjs-core';
import { BackendError } from 'gan-core';
import { useBackend } from 'gan-core/backends';
import { afterEach, describe, expect, it, vi } from 'vitest';

tf.enableProdMode();

describe('useBackend', () => {
  it.each(['cpu', 'wasm'] as const)('starts %s, which the caller need not have imported', async (name) => {
    const backend = await useBackend(name);
    expect(backend.name).toBe(name);
    expect(tf.getBackend()).toBe(name);
    expect(backend.reason).toBe('it was asked for by name');
    backend.restore();
  });

  it('auto takes wasm here, says why, and what it passed over', async () => {
    const backend = await useBackend('auto');
    expect(backend.name).toBe('wasm');
    expect(backend.reason).toContain('the first of node-gpu, node, wasm, cpu that is installed and starts');
    expect(backend.passedOver).toHaveLength(2);
    expect(backend.passedOver[1]).toMatch(/Backend 'node': .* Run: npm install @tensorflow\/tfjs-node@/);
    backend.restore();
  });

  it('node, not installed: a BackendError with the npm command to run', async () => {
    const error = await useBackend('node').catch((caught) => caught);
    expect(error).toBeInstanceOf(BackendError);
    expect(error.backend).toBe('node');
    expect(error.message).toContain(`Run: npm install @tensorflow/tfjs-node@${tf.version_core}`);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it.each(['webgl', 'webgpu'] as const)(
    "%s, which can't run in Node: a BackendError that says so",
    async (name) => {
      await expect(useBackend(name)).rejects.toThrow(/^Backend 'webgp?[lu]': .*useBackend\('auto'\)/);
    },
  );

  it('an unknown name or a bad timeout is an ArgumentError', async () => {
    await expect(useBackend('tpu' as never)).rejects.toThrow(
      /^backend: got the string 'tpu'; expected 'cpu', 'wasm',/,
    );
    await expect(useBackend('cpu', { timeoutMs: 0 })).rejects.toThrow(/^timeoutMs: got 0/);
  });
});

describe('a backend that does not start', () => {
  const broken = (factory: () => tf.KernelBackend | Promise<tf.KernelBackend>) => {
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', factory);
  };
  afterEach(() => vi.restoreAllMocks());

  it('by never answering: a BackendError after the time limit, and the former backend runs', async () => {
    await useBackend('cpu');
    broken(() => new Promise(() => {}));
    await expect(useBackend('wasm', { timeoutMs: 50 })).rejects.toThrow(
      /^Backend 'wasm': didn't answer within 50 ms/,
    );
    expect(tf.getBackend()).toBe('cpu');
    expect((await tf.add(1, 2).data())[0]).toBe(3);
  });

  it('by refusing: a BackendError, and the former backend runs', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    await useBackend('cpu');
    broken(() => Promise.reject(new Error('no memory')));
    await expect(useBackend('wasm')).rejects.toThrow(/^Backend 'wasm': couldn't be started/);
    expect(tf.getBackend()).toBe('cpu');
  });
});
