import { getKernel } from '@tensorflow/tfjs-core';
import { BackendError } from '../../errors';

/** tfjs's error for a kernel that the backend lacks, with the mend; any other error as it is. */
export function explainMissingKernel(error: unknown): unknown {
  const match =
    error instanceof Error && /Kernel '(\w+)' not registered for backend '(\w+)'/.exec(error.message);
  if (!match) return error;
  const [, kernel, backend] = match as unknown as [string, string, string];
  const mend =
    backend === 'wasm' && !getKernel('Conv2DBackpropFilter', 'wasm')
      ? "tfjs's own wasm lacks many that training needs; gan-core has them: pass `backend: 'wasm'` to the Trainer, or await useBackend('wasm')"
      : "use another backend, such as 'webgl' in a browser or 'cpu', or do without that operation";
  return new BackendError(backend, `has no kernel ${kernel}, which these networks need: ${mend}.`, {
    cause: error,
  });
}
