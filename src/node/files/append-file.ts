import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ArgumentError } from '../../errors';
import { makeFolders } from '../make-folders';

/** Most bytes that wait for a disk that is full. */
const MOST_WAITING = 2 ** 24;

/** Part of `node:fs/promises` that is needed. */
export interface FileSystem {
  open(
    path: string,
    flags: string,
  ): Promise<Pick<FileHandle, 'write' | 'truncate' | 'sync' | 'stat' | 'close'>>;
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
}

/**
 * A file to which records are appended, each as a whole: a process that is killed leaves whole ones, and a write that stopped
 * half-way is cut off before the next. A disk that fails in mid-run must not end the training: it is warned of once, records wait
 * for it (up to 16 MiB of them, the oldest go first), and the training goes on.
 */
export class AppendFile {
  /** Bytes that are well written. */
  private length = 0;
  private waiting: Uint8Array[] = [];
  private isTold = false;
  private isBegun = false;

  constructor(
    readonly path: string,
    private readonly files: FileSystem = { open, mkdir: makeFolders },
  ) {}

  /**
   * Makes the file and its folder, where they aren't there.
   *
   * @param keep - bytes of it to keep; default: all
   * @throws ArgumentError naming `argument`, where the file can't be written
   */
  async begin(argument: string, keep?: number): Promise<void> {
    this.isTold = false;
    try {
      await this.files.mkdir(dirname(this.path), { recursive: true });
      const file = await this.files.open(this.path, 'a');
      try {
        if (keep !== undefined) await file.truncate(keep);
        this.length = (await file.stat()).size;
        this.isBegun = true;
      } finally {
        await file.close();
      }
    } catch (cause) {
      throw unwritable(argument, this.path, cause);
    }
  }

  /** Appends a record, or keeps it for later where that fails. */
  async append(record: Uint8Array): Promise<void> {
    this.waiting.push(record);
    await this.attempt(false);
  }

  /** Has what was written reach the disk, and what waits, if it can. */
  async end(): Promise<void> {
    if (!this.isBegun) return;
    await this.attempt(true);
    if (this.waiting.length === 0) return;
    console.warn(
      `gan-core: ${this.path} lacks the last ${this.waiting.length} records at the run's end: they couldn't be written.`,
    );
  }

  private async attempt(isLast: boolean): Promise<void> {
    try {
      const file = await this.files.open(this.path, 'r+');
      try {
        if ((await file.stat()).size !== this.length) await file.truncate(this.length);
        while (this.waiting.length > 0) {
          await this.writeWhole(file, this.waiting[0]!);
          this.waiting.shift();
        }
        if (isLast) await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      this.failed(error);
    }
  }

  private async writeWhole(file: Pick<FileHandle, 'write'>, record: Uint8Array): Promise<void> {
    for (let done = 0; done < record.length; ) {
      const { bytesWritten } = await file.write(record, done, record.length - done, this.length + done);
      if (bytesWritten === 0) throw new Error('nothing was written');
      done += bytesWritten;
    }
    this.length += record.length;
  }

  private failed(error: unknown): void {
    let bytes = this.waiting.reduce((sum, { length }) => sum + length, 0);
    while (bytes > MOST_WAITING) bytes -= this.waiting.shift()!.length;
    if (this.isTold) return;
    this.isTold = true;
    warnOfWrite(
      this.path,
      error,
      'Training goes on; what was to be written is kept in memory and tried again.',
    );
  }
}

/** Warns of a file that couldn't be written in the middle of a run, which goes on. */
export function warnOfWrite(path: string, error: unknown, then: string): void {
  console.warn(`gan-core: ${path} can't be written: ${reasonOf(error)}. ${then}`);
}

/** The error of a file that can't be written before the first step. */
export function unwritable(argument: string, path: string, cause: unknown): ArgumentError {
  const hint = 'expected a place to write to. Give another, or change its permissions';
  return new ArgumentError(argument, `${path} can't be written: ${reasonOf(cause)}; ${hint}.`, { cause });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
