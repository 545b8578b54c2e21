import { fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { table } from '../table';
import type { Part } from './part';

/** What one metric took, from the first block asked for to the estimate. */
export interface MetricFigures {
  readonly seconds: number;
  /** Of the whole process, with its start. */
  readonly cpuSeconds: number;
  /** The most memory that the process had, with Node and tfjs. */
  readonly megabytes: number;
  /** The longest stretch of computing in which nothing else had a turn, in milliseconds. */
  readonly stretch: number;
}

const NAMES = [
  'frechetDistance',
  'frechetDistanceExtrapolated',
  'kernelInceptionDistance',
  'clipMaximumMeanDiscrepancy',
  'mongeInceptionDistance',
  'inceptionScore',
];
const [COUNT, DIMENSION] = [50_000, 64];

/** Metrics of 50,000 samples of 64 features a side, each in a process of its own. Once: they take seconds. */
export const metrics: Part = async () => {
  const script = fileURLToPath(new URL('../process-of-metric.ts', import.meta.url));
  const rows: string[][] = [];
  for (const name of NAMES) {
    const child = fork(script, [name, String(COUNT), String(DIMENSION)], { execArgv: ['--import', 'tsx'] });
    const [figures] = (await once(child, 'message')) as [MetricFigures];
    const row = [
      `\`${name}\``,
      figures.seconds.toFixed(1),
      figures.cpuSeconds.toFixed(1),
      figures.megabytes.toFixed(0),
      figures.stretch.toFixed(0),
      loadavg()[0]!.toFixed(1),
    ];
    console.log(row.join('  '));
    rows.push(row);
  }
  const head = ['metric', 'seconds', 'CPU, s', 'most memory, MB', 'longest stretch, ms', 'load'];
  return `
${COUNT.toLocaleString('en')} samples of ${DIMENSION} features a side, in blocks of 500 that a generator makes as they are asked for (its time counts), each metric
once and with its defaults, in a process of its own. Memory is the process's, with Node and tfjs. The load is that of the machine, other
programs with it: where it is above the number of cores, the clock says more than the metric takes.

${table(head, rows)}
`;
};
