/**
 * Runs the sanity checks of Räisä et al. 2025 on all metrics, and writes their table into docs/metrics.md; the curves behind it go to
 * docs/assets/sanity.json.
 *
 * Run: npm run sanity [-- --only one-vs-two-modes --repeats 2]; with --page, nothing is measured, and the page is written of what was.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checks } from './checks';
import type { MeasuredSeries } from './measure';
import { withTable } from './page';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    repeats: { type: 'string', default: '2' },
    page: { type: 'boolean', default: false },
  },
});
const file = 'docs/assets/sanity.json';
const measured: Record<string, readonly MeasuredSeries[]> = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : {};

const waiting = checks.map(({ name }) => name).filter((name) => !values.page && name.includes(values.only));
const script = fileURLToPath(new URL('./process-of-check.ts', import.meta.url));

/** Takes check after check, each in a process of its own. */
async function work(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const start = performance.now();
    const child = fork(script, [name, values.repeats], { execArgv: ['--import', 'tsx'] });
    const [series] = (await once(child, 'message')) as [readonly MeasuredSeries[]];
    measured[name] = series;
    console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    const sorted = checks.flatMap((check) =>
      measured[check.name] ? [[check.name, measured[check.name]]] : [],
    );
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), rounded)}\n`);
  }
}

/** Four figures, which the criteria need no more of. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}

await Promise.all([work(), work()]);
const kept = JSON.parse(readFileSync(file, 'utf8')) as typeof measured;
const page = 'docs/metrics.md';
writeFileSync(page, withTable(readFileSync(page, 'utf8'), kept));
