import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildResult, build } from 'esbuild';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../scripts/chromium';
import type { Start } from './first-step';

/** A browser whose page starts the program. */
export interface StartsInChromium {
  readonly version: string;
  /** Opens the page in a window that has cached nothing: its clock begins where the page is asked for. */
  start(): Promise<Start>;
  stop(): Promise<void>;
}

/** Builds the page, minified and in chunks, serves it to this machine, isolated so that threads are there, and starts Chromium. */
export async function prepareChromium(): Promise<StartsInChromium> {
  const server = serve(
    await build({
      entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
      bundle: true,
      splitting: true,
      minify: true,
      format: 'esm',
      outdir: 'page',
      write: false,
      logLevel: 'error',
    }),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
  return {
    version: browser.version().split('.')[0]!,
    async start() {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      const start = await page.evaluate(() => (globalThis as unknown as { started: Promise<Start> }).started);
      await context.close();
      return start;
    },
    async stop() {
      await browser.close();
      server.close();
    },
  };
}

function serve({ outputFiles = [] }: BuildResult) {
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
  return createServer(({ url = '/' }, response) => {
    const file = url.slice(1);
    const body =
      file === '' ? '<!doctype html><script type="module" src="/page.js"></script>' : files.get(file);
    response
      .writeHead(body === undefined ? 404 : 200, {
        'Content-Type': file === '' ? 'text/html' : 'text/javascript',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      })
      .end(body);
  });
}
