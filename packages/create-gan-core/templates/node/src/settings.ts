import { parseArgs } from 'node:util';

/** What a run is told on the command line. */
export interface Settings {
  /** A .csv of numbers, a point in each line; without one the data are a ring of eight Gaussians. */
  readonly file: string | undefined;
  /** Steps to have done in the end, those of earlier runs among them. */
  readonly steps: number;
  readonly seed: number;
  /** The folder for checkpoints, points and pictures. */
  readonly out: string;
}

export function readSettings(argv: string[]): Settings {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      steps: { type: 'string', default: '5000' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  });
  if (positionals.length > 1) throw new Error(`expected one file, got ${positionals.join(', ')}`);
  const [file] = positionals;
  return {
    file,
    steps: wholeNumber('steps', values.steps),
    seed: wholeNumber('seed', values.seed),
    // A run's checkpoints are of its data: each file has a folder of its own.
    out:
      values.out ?? `out/${file === undefined ? 'ring' : file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '')}`,
  };
}

function wholeNumber(name: string, typed: string): number {
  if (!/^\d+$/.test(typed)) throw new Error(`--${name}: expected a whole number, got '${typed}'`);
  return Number(typed);
}
