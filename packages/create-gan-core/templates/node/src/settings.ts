import { parseArgs } from 'node:util';
import { Problem } from './problem.js';

/** What a run is told on the command line. */
export interface Settings {
  /** A .csv of numbers, a point in each line; without one the data are a ring of eight Gaussians. */
  readonly file: string | undefined;
  /** The file's columns to take, by name or by place; all where there are none. */
  readonly columns: readonly string[];
  /** Steps to have done in the end, those of earlier runs among them. */
  readonly steps: number;
  readonly seed: number;
  /** The folder for checkpoints, points and pictures. */
  readonly out: string;
}

export const usage = `Usage: npm start -- [points.csv] [--columns width,height] [--steps 5000] [--seed 1] [--out FOLDER]

  points.csv   two or more numbers in each line; without it, eight Gaussians on a ring
  --columns    columns of the file to take, by name or by place: 1 is the first
  --steps      steps to have done in the end; a run goes on from where an earlier one stopped
  --seed       another one gives another run
  --out        where checkpoints, points and the picture go; out/ and the file's name otherwise`;

/** Reads the command line; undefined where it asks for help. */
export function readSettings(argv: readonly string[]): Settings | undefined {
  // npm takes the two dashes away that it wants before options; pnpm and yarn hand them on.
  const { values, positionals } = parsed(argv[0] === '--' ? argv.slice(1) : argv);
  if (values.help) return undefined;
  const [file, second] = positionals;
  // npm takes an option away where no two dashes stand before it, and leaves its value.
  if (second !== undefined)
    throw new Problem(
      `Got ${positionals.map((word) => `'${word}'`).join(' and ')}; expected one file. By npm, two dashes go before options: npm start -- ${file} --steps 5000\n\n${usage}`,
    );
  const columns = values.columns?.split(',').map((name) => name.trim()) ?? [];
  if (columns.length > 0 && file === undefined)
    throw new Problem(`--columns: got '${values.columns}' without a file; expected one.\n\n${usage}`);
  const seed = wholeNumber('seed', values.seed ?? '1', 0);
  const steps = wholeNumber('steps', values.steps ?? '5000', 1);
  return { file, columns, steps, seed, out: values.out ?? usualOut(file, columns, seed) };
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        columns: text,
        steps: text,
        seed: text,
        out: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new Problem(`${sentence}.\n\n${usage}`);
  }
}

/** A run's checkpoints are of its data: each file, each choice of columns and each seed has a folder of its own. */
function usualOut(file: string | undefined, columns: readonly string[], seed: number): string {
  const name = file?.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '') ?? 'ring';
  const parts = [name, ...columns, ...(seed === 1 ? [] : [`seed-${seed}`])];
  return `out/${parts.join('-').replace(/[^\p{L}\p{N}._-]+/gu, '_')}`;
}

function wholeNumber(name: string, typed: string, least: number): number {
  if (/^\d+$/.test(typed) && Number(typed) >= least && Number.isSafeInteger(Number(typed)))
    return Number(typed);
  throw new Problem(`--${name}: got '${typed}'; expected a whole number, at least ${least}.\n\n${usage}`);
}
