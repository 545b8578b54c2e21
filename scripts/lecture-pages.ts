// Runs the lecture's claims with five seeds, draws their figures anew, and writes their numbers into docs/lecture.md and
// docs/zh-TW/lecture.md. Fails where a claim doesn't hold: npm run lecture-pages
//   -- --seeds 2   other than five
//   -- --only 6,7  these claims alone
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { useBackend } from 'gan-core/backends';
import { writeSection } from '../bench/page-section';
import { table } from '../bench/table';
import { type Check, holds } from '../examples/lecture/claim';
import { claims } from '../examples/lecture/claims';
import { pictureOf } from '../examples/lecture/files';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '5' }, only: { type: 'string' } },
});
const pages = ['docs/lecture.md', 'docs/zh-TW/lecture.md'];
const three = (value: number) => String(Number(value.toPrecision(3)));

let failed = false;
mkdirSync('docs/assets', { recursive: true });
await useBackend('wasm');
for (const [index, claim] of claims.entries()) {
  if (values.only !== undefined && !values.only.split(',').includes(String(index + 1))) continue;
  const bySeed: (readonly Check[])[] = [];
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    const { checks, picture, animation } = await claim.show({ seed, signal: new AbortController().signal });
    bySeed.push(checks);
    for (const { what, value } of checks)
      if (!Number.isFinite(value)) throw new Error(`${claim.name}, seed ${seed}: ${what} is ${value}`);
    for (const check of checks.filter((each) => !holds(each))) {
      failed = true;
      console.error(`${claim.name}, seed ${seed}: ${check.what} is ${check.value}`);
    }
    if (seed > 1) continue;
    writeFileSync(`docs/assets/${pictureOf(claim.name)}`, picture);
    if (animation) writeFileSync(`docs/assets/${pictureOf(claim.name, 'gif')}`, animation);
  }
  const rows = bySeed[0]!.map((check, row) => {
    const all = bySeed.map((checks) => checks[row]!.value);
    const range = `${three(Math.min(...all))} … ${three(Math.max(...all))}`;
    return [String(row + 1), three(check.value), range, boundsOf(check)];
  });
  for (const page of pages)
    writeSection(page, `lecture-${index + 1}`, table(headOf(page, bySeed.length), rows));
  console.log(`${index + 1}. ${claim.says}\n${table(headOf(pages[0]!, bySeed.length), rows)}`);
}
if (failed) process.exitCode = 1;

function headOf(page: string, seeds: number): string[] {
  return page.includes('zh-TW')
    ? ['', '種子 1', `${seeds} 個種子`, '界限']
    : ['', 'seed 1', `${seeds} seeds`, 'bounds'];
}

function boundsOf({ least, most }: Check): string {
  if (least !== undefined && least === most) return `= ${least}`;
  const ends = [...(least === undefined ? [] : [`≥ ${least}`]), ...(most === undefined ? [] : [`≤ ${most}`])];
  return ends.join(', ');
}
