import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../../scripts/chromium';
import { closeBrowser, watchPage } from '../../scripts/consumers/page';
import { serveFolder, strictPolicy } from '../../scripts/consumers/serve-folder';

/** Squares 1, 2, … 1000 in many copies, so that threads take part, until one could surely start; prints what is public. */
const program = `
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
const { threads } = await useBackend('wasm', { threads: 3 });
const x = tf.tile(tf.range(1, 1001), [500]);
let wrong = 0;
for (let round = 0; round < 100; round++) {
  const values = await tf.square(x).data();
  for (let index = 0; index < values.length; index++)
    if (values[index] !== (1 + (index % 1000)) ** 2) wrong++;
  await new Promise((resolve) => setTimeout(resolve, 5));
}
console.log('done', crossOriginIsolated, threads, wrong);
`;

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
const policy = strictPolicy()['content-security-policy']!;

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pages-with-threads-'));
beforeAll(async () => {
  await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: folder,
    entryNames: 'page',
    absWorkingDir: root,
    tsconfigRaw: '{}', // gan-core as it is built
    external: ['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu', 'webgpu'],
    logLevel: 'error',
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><link rel="icon" href="data:,"><script type="module" src="./page.js"></script>',
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeBrowser();
});

const open = async (headers: Readonly<Record<string, string>>) => {
  const { printed } = await serveFolder(
    folder,
    (url) => watchPage(url, (line) => /^(done|\w*error)/i.test(line)),
    headers,
  );
  return { last: printed.at(-1), warnings: printed.filter((line) => line.startsWith('gan-core: ')) };
};

describe.skipIf(!existsSync(chromiumPath) && !process.env.CI)('a minified page', () => {
  it('that is isolated computes with threads', async () => {
    expect(await open(isolation)).toEqual({ last: 'done true 3 0', warnings: [] });
  });

  it('that is isolated, with a policy that has worker-src blob:, does too', async () => {
    const headers = { ...isolation, 'content-security-policy': `${policy}; worker-src blob:` };
    expect(await open(headers)).toEqual({ last: 'done true 3 0', warnings: [] });
  });

  it('whose policy lacks that computes right with one, and says what to add', async () => {
    const { last, warnings } = await open({ ...isolation, 'content-security-policy': policy });
    expect(last).toMatch(/^done true \d 0$/);
    expect(warnings).toEqual([expect.stringMatching(/wasm computes with one thread.*worker-src blob:/)]);
  });

  it("that isn't isolated computes right with one, without a word", async () => {
    expect(await open({ 'content-security-policy': policy })).toEqual({
      last: 'done false 1 0',
      warnings: [],
    });
  });
});
