import { getBackend } from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { expect, it } from 'vitest';

it('a start after one that was given up succeeds, without any limit too', async () => {
  await expect(useBackend('wasm', { timeoutMs: 0.001 })).rejects.toThrow(/didn't answer within 0.001 ms/);
  const backend = await useBackend('wasm', { timeoutMs: Number.POSITIVE_INFINITY });
  expect([backend.name, getBackend()]).toEqual(['wasm', 'wasm']);
  backend.restore();
});

it.each([5, {}, '', '/tfjs', { 'tfjs-backend-wasm.wasm': 'a' }])(
  'wasmPaths: %j is refused before any work',
  async (wasmPaths) => {
    await expect(useBackend('wasm', { wasmPaths: wasmPaths as never })).rejects.toThrow(
      /^wasmPaths: got .*expected a folder's URL with a slash/,
    );
  },
);
