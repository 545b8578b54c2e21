import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectOf, type Seen, watchPage } from './page';
import { blocksOf, writePageSnippets } from './page-snippets';
import type { Project } from './project';
import { serveFolder } from './serve-folder';
import type { Stages } from './stages';

const page = 'docs/browsers.md';
const pages = ['page', 'threads', 'folder', 'urls'];

const training = `
import { gaussianRing, Trainer } from 'gan-core';
import { game } from './game.js';

const { reports } = await new Trainer({ ...game, seed: 1 }).fit(gaussianRing(), { steps: 100 });
console.log(reports.at(-1).step, reports.at(-1).discriminatorLoss);
`;

/** Headers as the page shows them, one a line. */
const headersOf = (block: string) =>
  Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]));

/**
 * What docs/browsers.md says, done in Chromium: its files are read out of it, built by `vite build` without settings, and
 * served under the headers that it names.
 *
 * @param byReadme - the project where README's line was run
 * @param folder - where to do it
 */
export async function checkBrowsersPage(stages: Stages, byReadme: Project, folder: string): Promise<void> {
  const stage: Stage = (name, check) => stages.run(`browsers-page: ${name}`, check);
  const [isolation, policy] = blocksOf(page, 'http').map(headersOf) as [Headers, Headers];
  let project: Project | undefined;

  await stage('install', async () => {
    project = await byReadme.copy(folder, 'browsers-page', ['vite@8.4.0']);
    writePageSnippets(page, folder);
    // Files that only start wasm: a Trainer without `backend` must then train.
    for (const name of ['folder', 'urls']) appendFileSync(join(folder, `${name}.js`), training);
    const source = project.path('node_modules/@tensorflow/tfjs-backend-wasm/dist');
    mkdirSync(project.path('public/tfjs'), { recursive: true });
    for (const file of readdirSync(source).filter((name) => name.endsWith('.wasm')))
      copyFileSync(join(source, file), project.path(`public/tfjs/${file}`));
  });
  if (!project) return;
  const site = siteOf(project);
  await stage('`vite build` of its files', () => site.build('dist', pages));
  await checkWorkers(stage, site, policy);
  await checkThreads(stage, site, policy, isolation);
  await checkFiles(stage, site, policy);
  await stage('an import map, without a bundler', async () => {
    const seen = await site.open('plain', {}, '.');
    expectOf(seen, 1, /^100 1\.\d+$/);
    expectNoFile(seen);
  });
}

type Stage = (name: string, check: () => void | Promise<void>) => Promise<unknown>;
type Headers = Readonly<Record<string, string>>;
type Site = ReturnType<typeof siteOf>;

/** A Trainer in a worker. */
async function checkWorkers(stage: Stage, { open, build, change }: Site, policy: Headers): Promise<void> {
  const [refusal] = blocksOf(page, 'text') as [string];
  await stage('the Trainer in a worker trains, under the policy', async () => {
    const seen = await open('page', policy);
    expectOf(seen, 4, /^(50|100|150|200) 1\.[23]\d+$/);
    expectNoFile(seen);
  });
  await stage('the policy without its word is the BackendError', async () => {
    const without = {
      'Content-Security-Policy': withoutWord(policy['Content-Security-Policy']!, "'wasm-unsafe-eval'"),
    };
    expectOf(await open('page', without), 1, refusal);
  });
  await stage("a worker's error comes to the page", async () => {
    await change('training.worker.js', "'wasm'", "'webgl'", () => build('failing', ['page']));
    expectOf(await open('page', policy, 'failing'), 1, 'npm install @tensorflow/tfjs-backend-webgl');
  });
  await stage('`await` outside of a function: refused in a worker, built as `es`', async () => {
    await change('training.worker.js', 'train().catch(reportError)', 'await train()', async () => {
      const refused = await build('awaiting', ['page']).catch((error: Error) => error.message);
      if (!refused || !/top-level await/i.test(refused)) throw new Error(`the build said: ${refused}`);
      await build('awaiting', ['page'], { worker: { format: 'es' } });
    });
    expectOf(await open('page', policy, 'awaiting'), 4, /^(50|100|150|200) 1\.[23]\d+$/);
  });
}

/** wasm's threads, with and without the headers that they need. */
async function checkThreads(
  stage: Stage,
  { open, build }: Site,
  policy: Headers,
  isolation: Headers,
): Promise<void> {
  await stage('threads train on an isolated page, under the policy', async () => {
    const seen = await open('threads', { ...isolation, ...policy });
    expectOf(seen, 1, /^100 2 1\.\d+$/);
    expectNoFile(seen);
  });
  await stage('on another page one thread trains', async () => {
    expectOf(await open('threads', policy), 1, /^100 1 1\.\d+$/);
  });
  await stage('under a policy without blob: one thread trains, and the console says why', async () => {
    const without = { 'Content-Security-Policy': withoutWord(policy['Content-Security-Policy']!, 'blob:') };
    const seen = await open('threads', { ...isolation, ...without });
    expectOf(seen, 1, /^100 1 1\.\d+$/);
    expectOf(seen, 1, 'gan-core: wasm computes with one thread');
  });
  await stage('an isolated page trains, tfjs has no threads', async () => {
    await build('isolated', ['isolated']);
    expectOf(
      await open('isolated', { ...isolation, ...policy }, 'isolated'),
      1,
      /^isolated, threads off, 100 1\.\d+$/,
    );
  });
}

/** tfjs's .wasm files, where the page says that they lie. */
async function checkFiles(stage: Stage, { open, build, change }: Site, policy: Headers): Promise<void> {
  await stage('.wasm files from a folder, under the policy', async () => {
    const seen = await open('folder', policy);
    expectOf(seen, 1, /^100 1\.\d+$/);
    expectOneFile(seen, '/tfjs/tfjs-backend-wasm-simd.wasm');
  });
  await stage('.wasm files by URLs of Vite, under the policy', async () => {
    const seen = await open('urls', policy);
    expectOf(seen, 1, /^100 1\.\d+$/);
    expectOneFile(seen, '/assets/tfjs-backend-wasm-simd');
  });
  await stage('a URL for two of the three files: an error', async () => {
    await change('urls.js', "'tfjs-backend-wasm.wasm': plain,", '', () => build('two', ['urls']));
    expectOf(
      await open('urls', policy, 'two'),
      1,
      "wasmPaths: got an object with tfjs-backend-wasm-simd.wasm, tfjs-backend-wasm-threaded-simd.wasm; expected a folder's URL",
    );
  });
}

/** Whether a line is the last that a program of the page prints: of its last step, or an error. */
function isLastOf(name: string): (line: string) => boolean {
  const last = { page: /^200 /, isolated: /^(not )?isolated/ }[name] ?? /^100 /;
  return (line) => last.test(line) || /^\w*error/i.test(line) || /^Uncaught/.test(line);
}

function withoutWord(policy: string, word: string): string {
  const without = policy.replace(` ${word}`, '');
  if (without === policy) throw new Error(`the page's policy has no ${word}`);
  return without;
}

function expectNoFile({ wasm }: Seen): void {
  if (wasm.length > 0) throw new Error(`the page asked for ${wasm}`);
}

function expectOneFile({ wasm }: Seen, part: string): void {
  if (wasm.length !== 1 || !wasm[0]!.includes(part)) throw new Error(`the page asked for [${wasm}]`);
}

/** The page's files in a project: to build, to serve, and to change. */
function siteOf(project: Project) {
  const path = (file: string) => project.path(file);
  return {
    open: (name: string, headers: Headers, out = 'dist') =>
      serveFolder(path(out), (url) => watchPage(`${url}${name}.html`, isLastOf(name)), headers),
    /** `vite build`; what is told is where the pages are, since there are several, and where to. */
    async build(outDir: string, names: readonly string[], settings = {}): Promise<void> {
      const input = names.map((name) => `${name}.html`);
      const config = { build: { outDir, rollupOptions: { input } }, ...settings };
      writeFileSync(path('vite.config.mjs'), `export default ${JSON.stringify(config)};\n`);
      await project.runInstalled('vite', 'build');
    },
    /** Changes a file for as long as a piece of work takes. */
    async change(file: string, from: string, to: string, work: () => Promise<void>): Promise<void> {
      const source = readFileSync(path(file), 'utf8');
      if (!source.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(path(file), source.replace(from, to));
      try {
        await work();
      } finally {
        writeFileSync(path(file), source);
      }
    },
  };
}
