import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll } from 'vitest';

/** Runs the tests of a file on the backend cpu. */
export function onCpu(): void {
  let backend: ActiveBackend;
  beforeAll(async () => {
    backend = await useBackend('cpu');
  });
  afterAll(() => backend.restore());
}
