import { version_core } from '@tensorflow/tfjs-core';
import { BackendError } from '../errors';
import type { BackendName } from './backend';

/**
 * What to throw where a backend's package can't be imported: it tells how to install it.
 *
 * The import itself must stand in a `try` of the driver's, `await import('…')` by a literal: by that, webpack, Rspack and
 * Turbopack know that the package may be missing. They don't know it by a `catch()` of the promise.
 */
export function loadFailure(
  backend: BackendName,
  packageName: string,
  cause: unknown,
  install = `npm install ${packageName}@${version_core}`,
): BackendError {
  const { code, message = '' } = cause as { code?: string; message?: string };
  const missing =
    code === 'ERR_MODULE_NOT_FOUND' ||
    code === 'MODULE_NOT_FOUND' ||
    // What Vite puts in the place of an optional peer that isn't there.
    /^Could not resolve ".*" imported by "gan-core"/.test(message);
  const problem = missing ? "isn't installed" : `its package couldn't be loaded (${cause})`;
  return new BackendError(backend, `${problem}. Run: ${install}`, { cause });
}
