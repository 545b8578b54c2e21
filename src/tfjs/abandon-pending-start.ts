import { engine } from '@tensorflow/tfjs-core';

/** Has tfjs forget a start that never ended: else every later call would wait for it, whatever the backend. */
export function abandonPendingStart(): void {
  const internals = engine() as unknown as {
    pendingBackendInit: Promise<boolean> | null;
    pendingBackendInitId: number;
  };
  internals.pendingBackendInit = null;
  internals.pendingBackendInitId++; // should it end after all, tfjs then ignores it
}
