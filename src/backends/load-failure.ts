import { version_core } from '@tensorflow/tfjs-core';
import { BackendError } from '../errors';
import type { BackendName } from './backend';

/**
 * What to do where a backend's package can't be imported: tell how to install it. To be given to the import's `catch`,
 * which is also what makes bundlers forgive a package that isn't there.
 */
export function loadFailure(
  backend: BackendName,
  packageName: string,
  install = `npm install ${packageName}@${version_core}`,
): (cause: unknown) => never {
  return (cause) => {
    const { code } = cause as { code?: string };
    const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
    const problem = missing ? "isn't installed" : `its package couldn't be loaded (${cause})`;
    throw new BackendError(backend, `${problem}. Run: ${install}`, { cause });
  };
}
