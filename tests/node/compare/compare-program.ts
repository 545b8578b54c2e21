import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';
import { expect } from 'vitest';
import { readNpy } from '../../../src/node/compare/read-npy';

export const program = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
export const files = fileURLToPath(new URL('./files', import.meta.url));
/** Tables of four columns, of numpy: tests/references/compare-files.py. */
export const [real, generated] = [join(files, 'real.npy'), join(files, 'generated.npy')];

/** A row of the JSON, as far as tests look at it. */
interface JsonRow {
  readonly name: string;
  readonly value: number | null;
  readonly interval: readonly number[] | null;
  readonly warnings: readonly string[];
  readonly error: string | null;
}

/** The built program, run in a folder of its own. */
export class CompareProgram {
  readonly folder = mkdtempSync(join(tmpdir(), 'gan-core-compare-'));

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  run(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'compare', ...args], {
      cwd: this.folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  /** Its JSON, with the rows by their names. */
  json(...args: string[]) {
    const { status, stdout, stderr } = this.run(...args, '--json');
    expect([stderr, status]).toEqual(['', 0]);
    const parsed = JSON.parse(stdout) as { metrics: JsonRow[]; features: object };
    const rows = Object.fromEntries(parsed.metrics.map((row) => [row.name, row]));
    return { ...parsed, rows, text: stdout };
  }

  /** Writes a file into the folder, and gives its name there. */
  write(name: string, content: string | Uint8Array): string {
    const file = join(this.folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
    return name;
  }

  /** Writes the pictures of pictures.npy as PNG files, three of them beside an inner folder; upside down, or their red as gray. */
  writePngs(name: string, { flipped = false, gray = false } = {}): string {
    const { values } = readNpy(readFileSync(join(files, 'pictures.npy')), 'pictures.npy');
    for (let picture = 0; picture < 30; picture++) {
      const rows = [0, 1, 2, 3, 4, 5].map((y) => {
        const row = 6 * picture + (flipped ? 5 - y : y);
        return [...values.subarray(18 * row, 18 * (row + 1))].filter((_, at) => !gray || at % 3 === 0);
      });
      const file = `${name}/${picture < 3 ? '' : 'inner/'}${100 + picture}.png`;
      const data = Uint8Array.from(rows.flat());
      this.write(file, encode({ width: 6, height: 6, channels: gray ? 1 : 3, data }));
    }
    return name;
  }
}
