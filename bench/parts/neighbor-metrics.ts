import { fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { NeighborFigures } from '../process-of-neighbor-metric';
import { table } from '../table';
import type { Part } from './part';

const NAMES = [
  'precisionRecall',
  'densityCoverage',
  'clippedDensityCoverage',
  'nearestNeighborMemorization',
  'classifierTwoSampleTest, logistic',
  'classifierTwoSampleTest, neighbors',
  'generalizationGap',
];
const [COUNT, DIMENSION] = [50_000, 64];

const THREADS = [1, 2];

/** Metrics by neighbors of 50,000 samples of 64 features a side, each in a process of its own. Once: all take minutes. */
export const neighborMetrics: Part = async () => {
  const script = fileURLToPath(new URL('../process-of-neighbor-metric.ts', import.meta.url));
  const rows: string[][] = [];
  for (const name of NAMES) {
    for (const threads of THREADS) {
      const settings = [name, `${COUNT}`, `${DIMENSION}`, `${threads}`];
      const child = fork(script, settings, { execArgv: ['--import', 'tsx'] });
      const [figures] = (await once(child, 'message')) as [NeighborFigures];
      const row = [
        `\`${name}\``,
        `${threads}`,
        figures.seconds.toFixed(1),
        figures.cpuSeconds.toFixed(1),
        figures.megabytes.toFixed(0),
        loadavg()[0]!.toFixed(1),
      ];
      console.log(row.join('  '));
      rows.push(row);
    }
  }
  return `
${COUNT.toLocaleString('en')} samples of ${DIMENSION} independent normal features in each set, every metric once and with its defaults, in a process of its own.
Memory is the process's, with Node, tfjs and the features. The load is that of the machine, other programs with it: where it is above the
number of cores, CPU seconds say more than the clock.

${table(['metric', 'threads', 'seconds', 'CPU, s', 'most memory, MB', 'load'], rows)}
`;
};
