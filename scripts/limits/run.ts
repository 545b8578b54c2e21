/**
 * Writes the tables of docs/limits.md: what is refused, what warns, and the largest sizes that were tried, with their time and
 * memory.
 *
 * Run: npm run limits                 all of it, some minutes; nothing else should run meanwhile
 *      npm run limits -- --no-sizes   without the sizes
 *      npm run limits -- --size 3     one of the sizes, printed: each has a process of its own, and so a peak of memory of its own
 */
import '@tensorflow/tfjs-backend-wasm';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { describeRun } from '../../bench/machine';
import { writeSection } from '../../bench/page-section';
import { table } from '../../bench/table';
import { sizes } from './sizes';
import { tables } from './tables';

const page = 'docs/limits.md';
const { values } = parseArgs({
  options: { sizes: { type: 'boolean', default: true }, size: { type: 'string' } },
  allowNegative: true,
});

tf.enableProdMode();
await useBackend('wasm');
if (values.size !== undefined) {
  const before = process.resourceUsage().maxRSS;
  const started = performance.now();
  await sizes[Number(values.size)]!.run();
  const seconds = (performance.now() - started) / 1000;
  const mebibytes = (process.resourceUsage().maxRSS - before) / 1024;
  console.log(JSON.stringify({ seconds, mebibytes }));
} else {
  for (const [name, make] of Object.entries(tables)) writeSection(page, name, await make());
  if (values.sizes) writeSizes();
}

function writeSizes(): void {
  const rows = sizes.map(({ name, size }, index) => {
    const script = [fileURLToPath(import.meta.url), '--size', String(index)];
    const output = execFileSync(process.execPath, [...process.execArgv, ...script], { encoding: 'utf8' });
    const { seconds, mebibytes } = JSON.parse(output.trim().split('\n').at(-1)!);
    const row = [name, size, seconds.toFixed(1), mebibytes.toFixed(0)];
    console.log(row.join(' | '));
    return row;
  });
  const head = ['What', 'Size', 'Seconds', 'MiB'];
  writeSection(page, 'sizes', `${describeRun()}.\n\n${table(head, rows)}`);
}
