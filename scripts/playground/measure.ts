// Visits the built playground in each browser of this machine, and measures what its readers wait for.
// Run on a quiet machine: npm run playground:measure
//   -- --write          writes the table of docs/playground.md
//   -- --only Firefox   visits in that one alone
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { writeSection } from '../../bench/page-section';
import { table } from '../../bench/table';
import { browsers } from '../browsers/browsers';
import { openIn } from '../browsers/open-in';
import type { Visit } from './visitor';

const visits = 3;
const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, only: { type: 'string' } },
});

/** Files of the page, and those that were asked for, in their order. */
class Files extends Map<string, Uint8Array> {
  readonly asked: string[] = [];

  override get(path: string): Uint8Array | undefined {
    if (this.has(path)) this.asked.push(path);
    return super.get(path);
  }

  /** Kilobytes, compressed, of all that came before the first file of a backend. */
  beforeBackend(): number {
    const first = this.asked.findIndex((path) => /\/(driver|tfjs-binary)-/.test(path));
    const before = new Set(this.asked.slice(0, first).filter((path) => path.startsWith('/playground/')));
    return [...before].reduce((sum, path) => sum + gzipSync(super.get(path)!).length, 0) / 1000;
  }
}

const rows: string[][] = [];
for (const browser of browsers.filter(({ name }) => (values.only ?? name) === name)) {
  if (!existsSync(browser.path)) {
    console.log(`${browser.name}: not at ${browser.path}`);
    continue;
  }
  const found: Visit[] = [];
  let version = '';
  let kilobytes = 0;
  for (let index = 0; index < visits; index++) {
    const files = await pageFiles();
    const { report, version: told } = await openIn<Visit>(browser, files);
    console.log(browser.name, JSON.stringify(report), `${files.beforeBackend().toFixed(0)} kB`);
    found.push(report);
    version = told;
    kilobytes = files.beforeBackend();
  }
  const median = (read: (visit: Visit) => number) =>
    found.map(read).sort((a, b) => a - b)[Math.floor(visits / 2)]!;
  const seconds = (read: (visit: Visit) => number) => (median(read) / 1000).toFixed(1);
  const tasks = found.map(({ longestTask }) => longestTask);
  const longest = Math.max(...tasks.map(Number));
  rows.push([
    `${browser.name} ${version}, ${found[0]!.machine}`,
    kilobytes.toFixed(0),
    median(({ firstPaint }) => firstPaint).toFixed(0),
    seconds(({ ready }) => ready),
    seconds(({ allModes }) => allModes),
    tasks.includes(null) ? 'not told' : longest === 0 ? 'under 50' : longest.toFixed(0),
    median(({ frame }) => frame).toFixed(0),
  ]);
}

async function pageFiles(): Promise<Files> {
  const files = new Files();
  const folder = 'playground/dist';
  for (const path of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!path.isFile()) continue;
    const name = `${path.parentPath}/${path.name}`;
    files.set(name.replace(folder, '/playground'), readFileSync(name));
  }
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./visitor.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
    tsconfigRaw: '{}',
  });
  files.set('/page.js', outputFiles[0]!.contents);
  return files;
}

const text = `${table(
  [
    'browser',
    'kB before a backend, gzip',
    'first paint, ms',
    'ready, s',
    'eight modes, s',
    'longest task, ms',
    'frame, ms',
  ],
  rows,
)}

Medians of ${visits} visits each, the longest task of all; times from the opening on. ${cpus().length} cores (${cpus()[0]!.model.trim()}), software rendering, no GPU.`;
console.log(text);
if (values.write) writeSection('docs/playground.md', 'visits', text);
