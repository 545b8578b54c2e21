import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, type BackendName, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe } from 'vitest';

tf.enableProdMode();

/** Runs a suite once on every backend that Node has. */
export function describeOnBackends(name: string, body: (backend: BackendName) => void): void {
  for (const backend of ['cpu', 'wasm'] as const) {
    describe(`${name} on ${backend}`, () => {
      let active: ActiveBackend;
      beforeAll(async () => {
        active = await useBackend(backend);
      });
      afterAll(() => active.restore());
      body(backend);
    });
  }
}
