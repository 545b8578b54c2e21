import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { expect, it } from 'vitest';
import { wasmPaths } from '../../support/wasm-paths';

it('wasm that tfjs started with threads is refused, and goes on running', async () => {
  setWasmPaths(wasmPaths);
  expect(await setBackend('wasm')).toBe(true);
  await expect(useBackend('wasm')).rejects.toThrow(
    /^Backend 'wasm': tfjs started it with threads of its own, in memory that gan-core's kernels can't share\. Call/,
  );
  expect(getBackend()).toBe('wasm');
});
