import type { NamedFile } from '../../view/run';

/** Gathers the files that a worker sends one by one. */
export function awaitedFiles() {
  let awaited: { wanted: number; got: NamedFile[]; done: (files: readonly NamedFile[]) => void } | undefined;
  return {
    /** So many files, once they are there. */
    expect(wanted: number): Promise<readonly NamedFile[]> {
      return new Promise((done) => {
        awaited = { wanted, got: [], done };
      });
    },
    add({ name, bytes }: NamedFile): void {
      awaited?.got.push({ name, bytes });
      if (!awaited || awaited.got.length < awaited.wanted) return;
      awaited.done(awaited.got);
      awaited = undefined;
    },
  };
}
