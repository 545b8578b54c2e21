import { appendFile, readFile } from 'node:fs/promises';
import { ArgumentError } from '../../errors';
import { AppendFile, type FileSystem, unwritable } from './append-file';

/** A file of JSON, one object a line, each with the `step` that it is of. */
export class JsonLinesFile {
  private readonly file: AppendFile;

  constructor(
    readonly path: string,
    files?: FileSystem,
  ) {
    this.file = new AppendFile(path, files);
  }

  /**
   * Takes up a run: lines of later steps than `fromStep` are of a state that the run went back from, or of another run. They are
   * moved to a file beside it, so that no step comes twice. So is a last line that isn't whole.
   *
   * @throws ArgumentError naming `argument`, where the file can't be written, or holds something else
   */
  async begin(fromStep: number, argument: string): Promise<void> {
    const content = await this.read(argument);
    const keep = this.lengthUpTo(fromStep, content, argument);
    if (keep < content.length) await this.moveAside(content.subarray(keep), argument);
    await this.file.begin(argument, keep);
  }

  /** Adds a line. NaN and Infinity, which JSON lacks, become null. */
  async add(line: object): Promise<void> {
    await this.file.append(Buffer.from(`${JSON.stringify(line)}\n`));
  }

  /** Has all lines reach the disk. */
  async end(): Promise<void> {
    await this.file.end();
  }

  private async moveAside(lines: Buffer, argument: string): Promise<void> {
    const path = `${this.path}.dropped`;
    try {
      await appendFile(path, lines.at(-1) === NEWLINE ? lines : Buffer.concat([lines, Buffer.from('\n')]));
    } catch (cause) {
      throw unwritable(argument, path, cause);
    }
  }

  private async read(argument: string): Promise<Buffer> {
    try {
      return await readFile(this.path);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
      throw unwritable(argument, this.path, cause);
    }
  }

  /** The length of the lines that are of this step or of earlier ones. */
  private lengthUpTo(step: number, content: Buffer, argument: string): number {
    let start = 0;
    for (let end = content.indexOf(NEWLINE); end >= 0; end = content.indexOf(NEWLINE, start)) {
      const of = stepOf(content.toString('utf8', start, end));
      if (of === undefined && start === 0) {
        const expected = 'expected a file of its own: give another path';
        throw new ArgumentError(
          argument,
          `${this.path} holds something else than lines of JSON with a step; ${expected}.`,
        );
      }
      if (of === undefined || of > step) return start;
      start = end + 1;
    }
    return start;
  }
}

const NEWLINE = 10;

function stepOf(line: string): number | undefined {
  try {
    const { step } = JSON.parse(line) as { readonly step?: unknown };
    return typeof step === 'number' ? step : undefined;
  } catch {
    return undefined;
  }
}
