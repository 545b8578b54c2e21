/**
 * Writes the tables of docs/limits.md: what is refused, what warns, and the largest sizes that were tried, with their time and
 * memory.
 *
 * Run: npm run limits                 all of it, some minutes; nothing else should run meanwhile
 *      npm run limits -- --no-sizes   without the sizes
 */
import '@tensorflow/tfjs-backend-wasm';
import { execFileSync } from 'node:child_process';
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
  options: { sizes: { type: 'boolean', default: true } },
  allowNegative: true,
});

tf.enableProdMode();
await useBackend('wasm');
for (const [name, make] of Object.entries(tables)) writeSection(page, name, await make());

if (values.sizes) {
  const rows = sizes.map(({ name, size }, index) => {
    const output = execFileSync('npx', ['tsx', 'scripts/limits/measure-size.ts', String(index)], {
      encoding: 'utf8',
    });
    const { seconds, mebibytes } = JSON.parse(output.trim().split('\n').at(-1)!);
    const row = [name, size, seconds.toFixed(1), mebibytes.toFixed(0)];
    console.log(row.join(' | '));
    return row;
  });
  const head = ['What', 'Size', 'Seconds', 'MiB'];
  writeSection(page, 'sizes', `${describeRun()}.\n\n${table(head, rows)}`);
}
