import { getBackend } from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { expect, it } from 'vitest';

it('two first starts at once both succeed: tfjs itself would drop one', async () => {
  const backends = await Promise.all([useBackend('wasm'), useBackend('wasm'), useBackend('wasm')]);
  expect(backends.map(({ name }) => name)).toEqual(['wasm', 'wasm', 'wasm']);
  expect(getBackend()).toBe('wasm');
  for (const backend of backends) backend.restore();
});
