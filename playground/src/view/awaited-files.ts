import type { NamedFile, SentFiles } from '../training/messages';

/** Brings a worker's files to who asked for them, in whatever order they come. */
export function awaitedFiles(tell: (problem: string) => void) {
  const awaited = new Map<number, (files: readonly NamedFile[]) => void>();
  let ids = 0;
  return {
    /** Asks by a request with a number of its own; gives no files where there is a problem, which is told. */
    ask(request: (id: number) => void): Promise<readonly NamedFile[]> {
      const id = ids++;
      return new Promise((done) => {
        awaited.set(id, done);
        request(id);
      });
    },
    hear({ id, files, problem }: SentFiles): void {
      if (problem !== undefined) tell(problem);
      awaited.get(id)?.(files);
      awaited.delete(id);
    },
  };
}
