// Trains in each browser of this machine with one to four threads, and compares the numbers, bit for bit.
// Build first: npm run build:js && npm run browsers
//   -- --write   writes the table of docs/platforms.md
// On Debian: apt-get install chromium firefox-esr webkit2gtk-driver xvfb xauth
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeSection } from '../../bench/page-section';
import { table } from '../../bench/table';
import { browsers } from './browsers';
import { buildPage } from './build-page';
import { openIn } from './open-in';
import type { PageReport, Run } from './program';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const page = await buildPage();
const rows: string[][] = [];
let failed = false;
for (const browser of browsers) {
  if (!existsSync(browser.path)) {
    console.log(`${browser.name}: not at ${browser.path}`);
    continue;
  }
  const { version, report } = await openIn<PageReport>(browser, page);
  console.log(`${browser.name} ${version}: ${report.userAgent}, ${report.isolated ? '' : 'not '}isolated`);
  for (const game of new Set(report.runs.map(({ game }) => game))) {
    const cells = cellsOf(report.runs.filter((run) => run.game === game));
    rows.push([`${browser.name} ${version}`, game, ...cells]);
    failed ||= cells.at(-1) !== 'yes' || cells.some((cell) => cell.includes('threads'));
  }
}

/** Milliseconds of a step by threads, and whether the numbers were those of one thread. */
function cellsOf(runs: readonly Run[]): string[] {
  const times = runs.map(({ threads, millisecondsOfStep }, index) =>
    threads === index + 1 ? millisecondsOfStep.toFixed(1) : `(${threads} threads)`,
  );
  return [...times, new Set(runs.map(({ digest }) => digest)).size === 1 ? 'yes' : 'no'];
}

const text = table(['browser', 'game', '1 thread', '2', '3', '4', 'the same bits'], rows);
console.log(text);
if (values.write) writeSection('docs/platforms.md', 'browsers', text);
if (failed) process.exitCode = 1;
