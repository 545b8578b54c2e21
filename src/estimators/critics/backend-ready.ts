import { ready } from '@tensorflow/tfjs-core';
import { BackendError } from '../../errors';

/**
 * Waits until tfjs's backend can compute.
 *
 * @throws BackendError where there is none that works
 */
export async function backendReady(): Promise<void> {
  try {
    await ready();
  } catch (cause) {
    const hint = "import a backend's package first, or call useBackend of gan-core/backends";
    throw new BackendError('none', `tfjs has no backend that works: ${hint}.`, { cause });
  }
}
