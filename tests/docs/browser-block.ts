import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { serveFolder } from '../../scripts/consumers/serve-folder';
import { root } from './program';

/** A program that needs a browser, with what a page around it has. */
export interface BrowserBlock {
  readonly source: string;
  /** The page's elements. */
  readonly body?: string;
  /** What stands for the reader's own program, before it and after it in the same module. */
  readonly before?: string;
  readonly after?: string;
  /** Modules that it imports, and workers that it starts: './ring.js' is the key `ring`. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Puts files beside the page. */
  readonly files?: (folder: string) => Promise<unknown>;
}

/** What a program printed, an array a line, typed arrays as plain ones. */
export type Printed = readonly (readonly unknown[])[];

/**
 * Bundles a block by esbuild, as a page of its own, and runs it in a browser.
 *
 * @param work - what the visitor does: `start` loads the program and ends when it has run to its end
 * @throws an Error where the page complains on the console or throws
 */
export async function runInPage<Result>(
  browser: Browser,
  block: BrowserBlock,
  work: (page: Page, start: () => Promise<Printed>) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'gan-core-block-'));
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  try {
    await bundle(block, folder);
    writeFileSync(
      join(folder, 'index.html'),
      `<!doctype html><link rel="icon" href="data:,"><title>block</title>${block.body ?? ''}`,
    );
    await block.files?.(folder);
    return await serveFolder(
      folder,
      async (url) => {
        await page.addInitScript('globalThis.printed = []; console.log = (...line) => printed.push(line);');
        await page.goto(url);
        return await work(page, () => start(page, complaints));
      },
      {},
    );
  } finally {
    await page.close();
    rmSync(folder, { recursive: true });
  }
}

async function start(page: Page, complaints: readonly string[]): Promise<Printed> {
  await page.addScriptTag({ url: 'program.js', type: 'module' });
  while (!(await page.evaluate('globalThis.ended'))) {
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
    await page.waitForTimeout(100);
  }
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  return page.evaluate(
    'printed.map((line) => line.map((value) => (ArrayBuffer.isView(value) ? [...value] : value)))',
  );
}

async function bundle(
  { source, before = '', after = '', beside = {} }: BrowserBlock,
  folder: string,
): Promise<void> {
  const inMemory: Plugin = {
    name: 'in-memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path, namespace }) => {
        const name = path.slice('./'.length, -'.js'.length);
        return namespace === 'block' && name in beside ? { path: name, namespace: 'block' } : undefined;
      });
      onResolve({ filter: /^block:/ }, ({ path }) => ({
        path: path.slice('block:'.length),
        namespace: 'block',
      }));
      onLoad({ filter: /.*/, namespace: 'block' }, ({ path }) => ({
        contents: modules[path]!,
        loader: 'ts',
        resolveDir: root,
      }));
    },
  };
  const modules: Record<string, string> = {
    ...beside,
    program: `${before}\n${source}\n${after}\nglobalThis.ended = true;`,
  };
  const workers = Object.keys(beside).filter((name) => source.includes(`new URL('./${name}.js'`));
  await build({
    entryPoints: Object.fromEntries(['program', ...workers].map((name) => [name, `block:${name}`])),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    tsconfigRaw: {}, // the project's leads to the sources
    external: ['node:*'],
    logLevel: 'error',
    plugins: [inMemory],
  });
}
