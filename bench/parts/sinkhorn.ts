import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { table } from '../table';
import type { Part } from './part';

/** What a run prints. */
interface Run {
  readonly seconds: number;
  readonly cpu: number;
  readonly megabytes: number;
  readonly value: number;
  readonly converged: boolean;
  readonly iterations: number;
}

const script = fileURLToPath(new URL('../sinkhorn-run.ts', import.meta.url));
const tsconfig = fileURLToPath(new URL('../tsconfig.json', import.meta.url));

function run(count: number, dimension: number, threads: number): Run {
  const args = ['--import', 'tsx', script, `${count}`, `${dimension}`, `${threads}`];
  const env = { ...process.env, TSX_TSCONFIG_PATH: tsconfig };
  return JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' })) as Run;
}

/** Samples a side, dimension and threads; 0 are plain loops, which take minutes for more. */
const rows = [
  [2_000, 2, 0],
  [2_000, 2, 1],
  [2_000, 2, 2],
  [10_000, 2, 1],
  [10_000, 2, 2],
  [10_000, 64, 1],
  [10_000, 64, 2],
] as const;

/** The Sinkhorn divergence of many samples, once each: seconds, and the most memory that the process held. */
export const sinkhorn: Part = async () => {
  const cells = rows.map(([count, dimension, threads]) => {
    const { seconds, cpu, megabytes, value, converged, iterations } = run(count, dimension, threads);
    const row = [
      count.toLocaleString('en'),
      `${dimension}`,
      threads === 0 ? 'plain loops' : `${threads}`,
      seconds.toFixed(1),
      cpu.toFixed(1),
      megabytes.toFixed(0),
      `${iterations}`,
      `${value.toPrecision(8)}${converged ? '' : ' *'}`,
    ];
    console.log(row.join('  '));
    return row;
  });
  return table(
    [
      'samples a side',
      'dimension',
      'threads',
      'seconds',
      'CPU seconds',
      'MiB of the process',
      'iterations',
      'value',
    ],
    cells,
  );
};
