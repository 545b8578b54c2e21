import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The repository's address, which stands in package.json alone. */
export const repository = manifest.repository.url.replace(/^git\+|\.git$/g, '');

/** The address of a file or folder of the repository, or undefined where there is none. */
export function addressInRepository(path: string): string | undefined {
  return existsSync(`${root}/${path}`) ? `${repository}/blob/main/${path}` : undefined;
}
