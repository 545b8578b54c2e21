import type { ExportedFiles } from 'gan-core/export';
import type { NamedFile } from './messages';

/** Exported files as bytes. */
export function namedFiles(files: ExportedFiles): NamedFile[] {
  return Object.entries(files).map(([name, content]) => ({
    name,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }));
}
