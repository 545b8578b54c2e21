// What a user gets: packs gan-core, runs README's install line with the tarball in a clean folder, and has a program like
// README's train there in every bundler and runtime of scripts/consumers/tools, with no setting beyond README. The same
// without tfjs-layers: core-alone.ts. The templates of create-gan-core, made and run: tools/templates.ts.
// Build first: npm run build && npm run consumers
//   -- --only webpack,jest29   these only; `core-alone`, `command-line` and `browsers-page` too are names
//   -- --write                 writes the table of docs/platforms.md from how it went; with --only, the rows of these alone
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBrowsersPage } from './browsers-page';
import { tryCommandLine } from './command-line';
import { Consumer } from './consumer';
import { checkCoreAlone } from './core-alone';
import { chromiumVersion, closeBrowser } from './page';
import { Project } from './project';
import { checkReport } from './report';
import { Stages } from './stages';
import { tools } from './tools';
import { type Row, tryTool } from './try-tool';
import { writeTable } from './write-table';

const { values } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const names = ['core-alone', 'command-line', 'browsers-page', ...tools.map(({ name }) => name)];
const only = values.only?.split(',') ?? names;
const unknown = only.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`--only: no ${unknown}; there are ${names.join(', ')}`);
if (!existsSync('dist/index.d.ts')) throw new Error('dist has no types: run `npm run build` first');

const folder = mkdtempSync(join(tmpdir(), 'gan-core-consumers-'));
const stages = new Stages();
const start = performance.now();
try {
  const pack = (of: string) => resolve(folder, new Consumer(folder).pack(resolve(of)));
  const tarball = pack('.');
  const tarballs = { ganCore: tarball, createGanCore: pack('packages/create-gan-core') };
  if (only.includes('core-alone')) await checkCoreAlone(stages, join(folder, 'core-alone'), tarball);
  if (only.includes('command-line'))
    await stages.run('npx gan-core, in an empty folder', () => tryCommandLine(resolve('.')));

  let byReadme: Project | undefined;
  let losses: readonly number[] = [];
  await stages.run("README's install line, the program in Node", async () => {
    byReadme = await Project.byReadme(join(folder, 'readme'), tarball);
    byReadme.addFiles('node');
    losses = checkReport(await byReadme.run('node', 'index.mjs')).losses!;
  });
  if (byReadme && only.includes('browsers-page'))
    await checkBrowsersPage(stages, byReadme, join(folder, 'browsers-page'));
  const rows = new Map<string, readonly Row[]>();
  const waiting = tools.filter(({ name }) => only.includes(name));
  // Two at a time: while one installs, the other builds.
  const work = async () => {
    for (let tool = waiting.shift(); tool && byReadme; tool = waiting.shift())
      rows.set(tool.name, await tryTool(stages, tool, byReadme, tarballs, join(folder, tool.name), losses));
  };
  await Promise.all([work(), work()]);

  if (values.write) {
    const day = new Date().toISOString().slice(0, 10);
    const on = `tools on Node ${process.versions.node}, pages in Chromium ${await chromiumVersion()}.`;
    if (values.only)
      writeTable(
        tools,
        rows,
        (before) => `${before.split(' Anew ')[0]} Anew on ${day}, ${on.slice(0, -1)}: ${only.join(', ')}.`,
      );
    else writeTable(tools, rows, () => `Run on ${day}: ${on}`);
  }
} finally {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${((performance.now() - start) / 1000).toFixed(0)} s in all`);
if (stages.failed > 0) {
  console.error(`${stages.failed} consumer checks failed`);
  process.exit(1);
}
