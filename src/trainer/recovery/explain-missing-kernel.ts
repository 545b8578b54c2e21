import { getKernel } from '@tensorflow/tfjs-core';
import { BackendError } from '../../errors';

/** Explains tfjs's error for a kernel that the backend lacks, and how to go on; gives any other error as it is. */
export function explainMissingKernel(error: unknown): unknown {
  const match =
    error instanceof Error && /Kernel '(\w+)' not registered for backend '(\w+)'/.exec(error.message);
  if (!match) return error;
  const [, kernel, backend] = match as unknown as [string, string, string];
  const hint =
    backend === 'wasm' && !getKernel('Conv2DBackpropFilter', 'wasm')
      ? "tfjs's own wasm lacks many that training needs; gan-core has them: pass `backend: 'wasm'` to the Trainer, or await useBackend('wasm')"
      : "use another backend, such as 'webgl' in a browser or 'cpu', or do without that operation";
  return new BackendError(backend, `has no kernel ${kernel}, which these networks need: ${hint}.`, {
    cause: error,
  });
}
