import { useBackend } from 'gan-core/backends';
import { expect, it } from 'vitest';
import { describeConformance } from '../../../conformance/suite';

it('the memory is one that threads share', async () => {
  const active = await useBackend('wasm', { threads: 4 });
  expect(active.threads).toBe(4);
  active.restore();
});

// The tolerances are those of one thread: see tests/conformance.
const tolerance = { losses: 2e-6, secondOrder: 1e-5, training: 5e-5 };
describeConformance({ backend: 'wasm', tolerance, everyRow: Infinity, options: { threads: 4 } });
