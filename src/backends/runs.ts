import { engine } from '@tensorflow/tfjs-core';

/**
 * Whether a backend was started. tfjs's own `findBackend` can't be asked: it starts the backend that it looks for.
 *
 * @param tfjsName - what tfjs calls it
 */
export function runs(tfjsName: string): boolean {
  return tfjsName in engine().registry;
}
