/** Result of a read. */
export interface ReadResult {
  /** Number of bytes that were read. */
  readonly bytesRead: number;
}

/** Result of a write. */
export interface WriteResult {
  /** Number of bytes that were written: a disk may take fewer than it was given. */
  readonly bytesWritten: number;
}

/** Size and time of a file. */
export interface FileStatus {
  /** Bytes in all. */
  readonly size: number;
  /** Milliseconds since 1970, when it was written last. */
  readonly mtimeMs: number;
}

/** Open file, as `open` of `node:fs/promises` gives it; only what checkpoints need. */
export interface OpenFile {
  /** Reads up to `length` bytes from `position` on. */
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<ReadResult>;
  /** Writes up to `length` bytes behind those that were written before. */
  write(buffer: Uint8Array, offset: number, length: number): Promise<WriteResult>;
  /** Tells the size, and when it was written last. */
  stat(): Promise<FileStatus>;
  /** Waits until what was written can't get lost any more. */
  sync(): Promise<void>;
  /** Ends the use of it. */
  close(): Promise<void>;
}

/** File system, as `node:fs/promises` is one; only what checkpoints need. */
export interface FileSystem {
  /** Makes a folder with those above it, and gives the first that wasn't there. */
  mkdir(path: string, options: { readonly recursive: true }): Promise<string | undefined>;
  /** Lists the names in a folder. */
  readdir(path: string): Promise<string[]>;
  /** Opens a file or a folder for reading, or a file that isn't there yet for writing. */
  open(path: string, flags: 'r' | 'wx'): Promise<OpenFile>;
  /** Gives a file another name, in place of the one that had it. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file. */
  unlink(path: string): Promise<void>;
}

/** Tells whether an error of a file system has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes((error as { readonly code?: string } | undefined)?.code ?? '');
}

/**
 * Waits until the names in a folder can't get lost any more: those of new files, and those that were given by `rename`. Where a
 * platform has no way to (Windows, some network file systems), its own order of writing has to do.
 *
 * @param path - the folder
 * @param fileSystem - where it is
 */
export async function syncFolder(path: string, fileSystem: FileSystem): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await fileSystem.open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOTSUP')) throw error;
  } finally {
    await folder.close();
  }
}
