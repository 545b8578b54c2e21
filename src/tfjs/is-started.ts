import { engine } from '@tensorflow/tfjs-core';

/**
 * Whether a backend was started. tfjs's own `findBackend` can't be asked: it starts the backend that it looks for.
 *
 * @param tfjsName - the name in tfjs
 */
export function isStarted(tfjsName: string): boolean {
  return tfjsName in engine().registry;
}
