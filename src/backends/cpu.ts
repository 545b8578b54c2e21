import type { BackendDriver } from './backend';
import { loadFailure } from './load-failure';

/** Plain JavaScript: runs everywhere, slowly; the reference for the others. */
export const cpu: BackendDriver = {
  name: 'cpu',
  package: '@tensorflow/tfjs-backend-cpu',
  range: '^4.22.0',
  tfjsName: 'cpu',
  unsupported: () => undefined,
  async install() {
    await import('@tensorflow/tfjs-backend-cpu').catch(loadFailure('cpu', '@tensorflow/tfjs-backend-cpu'));
  },
};
