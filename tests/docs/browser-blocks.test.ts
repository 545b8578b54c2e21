import '@tensorflow/tfjs-backend-cpu';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { createRandom, normalLatent } from 'gan-core/distributions';
import { exportGenerator } from 'gan-core/export';
import { writeExport } from 'gan-core/node';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, chromiumPath } from '../../scripts/chromium';
import { runInPage } from './browser-block';
import { programsIn, root } from './program';

const pages = readdirSync(`${root}/docs`, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /^(?!api\/|\.vitepress\/).*\.md$/.test(path),
);
const programs = pages.flatMap((page) =>
  programsIn(page, readFileSync(`${root}/docs/${page}`, 'utf8'), () => ''),
);

const tried = new Set<string>();
/** The one program that has these words, which must be there once. */
function blockWith(words: string): string {
  const [source, ...more] = programs.filter((each) => each.source.includes(words)).map((each) => each.source);
  if (source === undefined || more.length > 0) throw new Error(`${1 + more.length} programs have ${words}.`);
  tried.add(source);
  return source;
}

const blocks = {
  onnx: blockWith("from 'onnxruntime-web'"),
  download: blockWith('link.download = name'),
  canvas: blockWith('drawOnCanvas(document'),
  pictures: blockWith('imageFiles(input.files!'),
  indexedDb: blockWith("indexedDbStore('ring')"),
  lostGpu: blockWith('export async function trainTo'),
  page: blockWith('// warm-up, before somebody waits for it'),
  worker: blockWith('// generator.worker.js'),
  workersPage: blockWith("new URL('./generator.worker.js'"),
  react: blockWith('export function startTraining'),
};
const ring = blockWith('// ring.js\n');

it('every block for browsers is run here', () => {
  const left = programs.filter(({ elsewhere, source }) => elsewhere && !tried.has(source));
  expect(left.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
});

const missing =
  existsSync(chromiumPath) || process.env.CI ? '' : ` (left out: no Chromium at ${chromiumPath})`;
describe.skipIf(missing !== '')(`in Chromium${missing}`, { timeout: 120_000 }, () => {
  let browser: Browser;
  let generator: LayersModel;
  beforeAll(async () => {
    await tf.setBackend('cpu');
    browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
    const hidden = layers.dense({ units: 32, activation: 'relu', inputShape: [2] });
    generator = sequential({ layers: [hidden, layers.dense({ units: 2 })] });
  });
  afterAll(async () => {
    generator?.dispose();
    await browser?.close();
  });

  /** What the generator makes of a seed's noise, in Node. */
  const samplesOf = (seed: number) =>
    tf.tidy(() => [
      ...(generator.predict(normalLatent(2).sample(16, createRandom(seed))) as tf.Tensor).dataSync(),
    ]);
  const putGenerator = async (folder: string) =>
    writeExport(join(folder, 'generator'), await exportGenerator(generator, { format: 'tfjs' }));

  /** Holds numbers to others, as far as float32 goes. */
  function expectClose(values: unknown, expected: readonly number[]): void {
    expect(values).toHaveLength(expected.length);
    for (const [index, value] of (values as number[]).entries())
      expect(value).toBeCloseTo(expected[index]!, 5);
  }

  it('docs/export.md: ONNX Runtime runs the file, with its own beside it', async () => {
    const block = {
      source: blocks.onnx,
      files: async (folder: string) => {
        const model = sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
        await writeExport(folder, await exportGenerator(model, { format: 'onnx' }));
        model.dispose();
        const runtime = `${root}/node_modules/onnxruntime-web/dist`;
        for (const name of readdirSync(runtime).filter((file) =>
          /^ort-wasm-simd-threaded.*\.wasm$/.test(file),
        ))
          copyFileSync(join(runtime, name), join(folder, name));
      },
    };
    expect(await runInPage(browser, block, (_, start) => start())).toEqual([[[16, 2]]]);
  });

  it('docs/export.md: a page gives its visitor the file', async () => {
    const before = `
      const { useBackend } = await import('gan-core/backends');
      const { sequential, layers } = await import('@tensorflow/tfjs-layers');
      await useBackend('wasm');
      const model = sequential({ name: 'network', layers: [layers.dense({ name: 'last', units: 2, inputShape: [4], kernelInitializer: 'ones' })] });`;
    const file = await runInPage(browser, { source: blocks.download, before }, async (page, start) => {
      const [download] = await Promise.all([page.waitForEvent('download'), start()]);
      return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
    });
    const model = sequential({
      name: 'network', // counted names would be longer after other tests
      layers: [layers.dense({ name: 'last', units: 2, inputShape: [4], kernelInitializer: 'ones' })],
    });
    const [[name, content]] = Object.entries(await exportGenerator(model, { format: 'onnx' })) as [
      [string, Uint8Array],
    ];
    model.dispose();
    expect(file.name).toBe(name);
    expect(file.content.length).toBe(content.length);
  });

  it('docs/figures.md: draws on a canvas and into an element', async () => {
    const before = `
      const { useBackend } = await import('gan-core/backends');
      const { zeros } = await import('@tensorflow/tfjs-core');
      await useBackend('wasm');
      const samples = zeros([4, 8, 8, 1]);
      const history = { steps: [1, 2, 3], losses: [3, 2, 1] };`;
    const body = '<canvas width="1" height="1"></canvas><div id="losses"></div>';
    const seen = await runInPage(browser, { source: blocks.canvas, before, body }, async (page, start) => {
      await start();
      return page.evaluate(() => ({
        width: document.querySelector('canvas')!.width,
        lines: document.querySelectorAll('#losses path[d^="M"]').length,
      }));
    });
    expect(seen.width).toBeGreaterThanOrEqual(2 * 8 * 4);
    expect(seen.lines).toBeGreaterThan(0);
  });

  it("docs/images.md: trains on a visitor's files", async () => {
    const source = blocks.pictures.replace('steps: 1000', 'steps: 5');
    const block = { source, body: '<input type="file" multiple>', after: 'console.log(trainer.step);' };
    const printed = await runInPage(browser, block, async (page, start) => {
      // As many as a batch has.
      const buffer = readFileSync(`${root}/docs/public/digits.png`);
      const files = Array.from({ length: 64 }, (_, index) => ({
        name: `${index}.png`,
        mimeType: 'image/png',
        buffer,
      }));
      await page.locator('input').setInputFiles(files);
      return start();
    });
    expect(printed).toEqual([[5]]);
  });

  it('docs/runs.md: what is kept in the browser is there for the next trainer', async () => {
    const source = blocks.indexedDb.replace('until: 10_000', 'until: 60');
    const block = {
      source,
      beside: { ring },
      before: 'const { useBackend } = await import("gan-core/backends"); await useBackend("cpu");',
      after: 'console.log(await newRing().restore(indexedDbStore("ring")));',
    };
    expect(await runInPage(browser, block, (_, start) => start())).toEqual([[{ step: 60 }]]);
  });

  it('docs/training.md: goes on after a lost GPU', async () => {
    const after = `
      const tf = await import('@tensorflow/tfjs-core');
      const { layers, sequential } = await import('@tensorflow/tfjs-layers');
      const { gaussianRing, normalLatent, Trainer } = await import('gan-core');
      await useBackend('webgl');
      const network = (units) => () => sequential({ layers: [
        layers.dense({ units: 64, activation: 'relu', inputShape: [2] }), layers.dense({ units })] });
      let losses = 0;
      const lose = { name: 'lose', onStepEnd(step) {
        if (step !== 3 || losses++ > 0) return;
        tf.backend().gpgpu.gl.getExtension('WEBGL_lose_context').loseContext();
      } };
      const trainer = new Trainer({
        generator: network(2), discriminator: network(1), latent: normalLatent(2), callbacks: [lose] });
      await trainTo(8, trainer, gaussianRing());
      console.log(losses, trainer.step);`;
    const [line] = await runInPage(browser, { source: blocks.lostGpu, after }, (_, start) => start());
    expect(line![0]).toBeGreaterThan(0);
    expect(line![1]).toBe(8);
  });

  it('docs/guides/deployment.md: a page loads the generator, and a seed names its samples', async () => {
    const block = { source: blocks.page, files: putGenerator };
    const [line] = await runInPage(browser, block, (_, start) => start());
    expectClose(line![0], samplesOf(7));
  });

  it('docs/guides/deployment.md: a worker does', async () => {
    const block = {
      source: blocks.workersPage,
      beside: { 'generator.worker': blocks.worker },
      files: putGenerator,
      after: 'while (printed.length === 0) await new Promise((next) => setTimeout(next, 50));',
    };
    const [line] = await runInPage(browser, block, (_, start) => start());
    expect(line![0]).toBe(7);
    expectClose(line![1], samplesOf(7));
  });

  it('docs/guides/faq.md: trains until the component goes away', async () => {
    const after = `
      const steps = [];
      await new Promise((seen) => {
        const stop = startTraining((step) => {
          if (steps.push(step) === 3) seen(stop());
        });
      });
      await new Promise((later) => setTimeout(later, 300));
      console.log(steps);`;
    const [line] = await runInPage(browser, { source: blocks.react, after }, (_, start) => start());
    expect(line![0]).toHaveLength(3);
  });
});
