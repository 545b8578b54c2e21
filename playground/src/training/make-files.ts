import type { NamedFile, SentFiles } from './messages';

/** The answer to a request for files: them, or why there are none. */
export async function makeFiles(
  id: number,
  make: () => Promise<readonly NamedFile[]>,
): Promise<{ readonly type: 'files' } & SentFiles> {
  try {
    return { type: 'files', id, files: await make() };
  } catch (error) {
    return { type: 'files', id, files: [], problem: (error as Error).message };
  }
}
