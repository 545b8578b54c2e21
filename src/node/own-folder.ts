import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of this file, in either kind of module: the build leaves `import.meta` empty in CommonJS, which has `__dirname`. */
export function ownFolder(): string {
  const { url } = import.meta as { readonly url?: string };
  return url === undefined ? __dirname : dirname(fileURLToPath(url));
}
