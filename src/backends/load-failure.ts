import { version_core } from '@tensorflow/tfjs-core';
import { BackendError } from '../errors';
import type { BackendName } from './backend';

/** Matches what Node and bundlers say where a package isn't there; its name follows, in quotes. */
const notFound = /cannot find (module|package)|could not (find|resolve)/i;

/** The variable that Parcel's builds have in the place of a package that wasn't there; nothing defines it. */
const leftUndefinedByParcel = /\$import\$[\da-f]{16}/;

/** Makes the error for a backend whose package can't be imported: it tells how to install it. */
export function loadFailure(
  backend: BackendName,
  packageName: string,
  cause: unknown,
  install = `npm install ${packageName}@${version_core}`,
): BackendError {
  const problem = isMissing(packageName, cause)
    ? "isn't installed"
    : `its package couldn't be loaded (${cause})`;
  return new BackendError(backend, `${problem}. Run: ${install}`, { cause });
}

/** Whether that very package isn't there: one that is may lack a package of its own. */
function isMissing(packageName: string, cause: unknown): boolean {
  const { name, message } = cause as Error;
  const [firstLine = ''] = String(message).split('\n');
  if (leftUndefinedByParcel.test(firstLine)) return true;
  // Browsers throw a TypeError where a bundler left the import as it is, some of them in their user's language.
  const says = name === 'TypeError' || notFound.test(firstLine);
  return says && new RegExp(`['"“«„]${packageName}['"”»“]`).test(firstLine);
}
