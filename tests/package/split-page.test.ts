import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumPath } from '../../scripts/chromium';
import { closeBrowser, watchPage } from '../../scripts/consumers/page';
import { serveFolder } from '../../scripts/consumers/serve-folder';

/** Trains with a penalty, whose gradients are made of tfjs's: a page that esbuild splits may run our files before theirs. */
const program = (from: (room: string) => string) => `
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from '${from('distributions')}';
import { r1Penalty } from '${from('penalties')}';
import { Trainer } from '${from('trainer')}';
const dense = (units) => () =>
  sequential({ layers: [layers.dense({ units: 8, activation: 'relu', inputShape: [2] }), layers.dense({ units })] });
const trainer = new Trainer({
  generator: dense(2),
  discriminator: dense(1),
  latent: normalLatent(2),
  backend: 'wasm',
  terms: [r1Penalty({ gamma: 1 })],
  seed: 1,
});
const { reports } = await trainer.fit(gaussianRing(), { steps: 2, batchSize: 16 });
console.log('done', Number.isFinite(reports.at(-1).discriminatorLoss));
`;

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'split-page-'));
const pages = {
  'the subpaths': (room: string) => `gan-core/${room}`,
  'the root': () => 'gan-core',
};
beforeAll(async () => {
  for (const [index, from] of Object.values(pages).entries()) {
    const outdir = join(folder, String(index));
    await build({
      stdin: { contents: program(from), resolveDir: root },
      bundle: true,
      splitting: true,
      format: 'esm',
      outdir,
      entryNames: 'page',
      absWorkingDir: root,
      tsconfigRaw: '{}', // gan-core as it is built
      external: ['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu', 'webgpu'],
      logLevel: 'error',
    });
    writeFileSync(
      join(outdir, 'index.html'),
      '<!doctype html><link rel="icon" href="data:,"><script type="module" src="./page.js"></script>',
    );
  }
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeBrowser();
});

it
  .skipIf(!existsSync(chromiumPath) && !process.env.CI)
  .each(Object.keys(pages).map((name, at) => ({ name, at })))(
  'a page that esbuild splits trains with a penalty, by $name',
  async ({ at }) => {
    const { printed } = await serveFolder(join(folder, String(at)), (url) =>
      watchPage(url, (line) => /^(done|\w*error)/i.test(line)),
    );
    expect(printed.at(-1)).toBe('done true');
  },
);
