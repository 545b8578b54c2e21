/**
 * Measures the estimators on problems with known answers and writes docs/accuracy.md, from docs/assets/accuracy.json that it
 * keeps beside the pictures: with `--only`, the rows of the other estimators stay as they were.
 *
 * Run: npm run accuracy [-- --only KlByNeighbors --seeds 20 --sizes 200,1000,10000]
 */
import '@tensorflow/tfjs-backend-wasm';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { measure, type Row } from './measure';
import { accuracyPage } from './page';
import { problems } from './problems';
import { subjects } from './subjects';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seeds: { type: 'string', default: '20' },
    sizes: { type: 'string', default: '200,1000,10000' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const [seeds, sizes] = [Number(values.seeds), values.sizes.split(',').map(Number)];
const chosen = subjects.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0) {
  throw new Error(`--only ${values.only}: there are ${subjects.map(({ name }) => name).join('; ')}`);
}

tf.enableProdMode();
await useBackend('wasm');

const file = 'docs/assets/accuracy.json';
const before: Row[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
const kept = before.filter((row) => !chosen.some(({ name }) => name === row.estimator));
const measured: Row[] = [];
for (const subject of chosen) {
  for (const problem of problems) {
    for (const count of sizes) {
      const row = await measure(subject, problem, count, seeds);
      if (!row) continue;
      measured.push(row);
      console.log(
        `${row.estimator} ${row.problem} d=${row.dimension} n=${row.count}: exact ${row.exact.toFixed(4)}, bias ${row.bias.toFixed(4)}, spread ${row.spread.toFixed(4)}, stated ${row.standardError.toFixed(4)}, covered ${row.coverage}, warned ${row.warned}, ${row.milliseconds.toFixed(1)} ms`,
      );
    }
  }
}

if (values.write) {
  const order = subjects.map(({ name }) => name);
  const rows = [...kept, ...measured].sort((a, b) => order.indexOf(a.estimator) - order.indexOf(b.estimator));
  writeFileSync(file, `${JSON.stringify(rows, null, 1)}\n`);
  const machine = `Measured on Node ${process.versions.node}, tfjs ${tf.version_core} (wasm), ${cpus()[0]?.model ?? 'an unknown CPU'}.`;
  writeFileSync('docs/accuracy.md', accuracyPage(rows, machine));
}
