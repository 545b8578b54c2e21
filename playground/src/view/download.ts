import { zipSync } from 'fflate';
import type { NamedFile } from '../training/messages';

/** Gives the reader a file; several as one archive. */
export function download(files: readonly NamedFile[], archive: string): void {
  const [first] = files;
  if (!first) return;
  const { name, bytes } =
    files.length === 1
      ? first
      : {
          name: `${archive}.zip`,
          bytes: zipSync(Object.fromEntries(files.map((file) => [file.name, file.bytes]))),
        };
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes as BlobPart]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
