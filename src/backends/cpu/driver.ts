import type { BackendDriver } from '../backend';
import { loadFailure } from '../load-failure';
import { importCpu } from '../optional-packages';
import { installCorrectedKernels } from './corrected-kernels';

/** Plain JavaScript: runs everywhere, slowly; the reference for the others. */
export const cpu: BackendDriver = {
  name: 'cpu',
  package: '@tensorflow/tfjs-backend-cpu',
  range: '^4.22.0',
  tfjsName: 'cpu',
  unsupported: () => undefined,
  async install() {
    await importCpu((cause) => loadFailure('cpu', '@tensorflow/tfjs-backend-cpu', cause));
    return undefined;
  },
  patch: installCorrectedKernels,
};
