import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { unzipSync } from 'fflate';
import { decodeCheckpoint } from 'gan-core/checkpoints';
import { createRandom } from 'gan-core/distributions';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe-findings';
import { button, type Open, playgroundPage, reading, stepOf } from './playground-page';

let open: Open;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ open, close } = await playgroundPage());
}, 120_000);
afterAll(() => close());

/** Networks as small as they may be. */
const small = 'generatorFilters=4&discriminatorFilters=4&batchSize=8';

/** A disk of a chance brightness on black, as a file. */
function disk(index: number): { name: string; mimeType: string; buffer: Buffer } {
  const random = createRandom(index);
  const [size, level] = [40, 100 + random.integer(150)];
  const data = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      if (Math.hypot(x - 20, y - 20) < 14) data.fill(level, 3 * (y * size + x), 3 * (y * size + x) + 3);
  const png = encode({ width: size, height: size, data, channels: 3 });
  return { name: `disk-${index}.png`, mimeType: 'image/png', buffer: Buffer.from(png) };
}

async function trainTo(page: Page, step: number) {
  await button(page, 'Start').click();
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(step);
  await button(page, 'Pause').click();
  await button(page, 'Start').waitFor();
}

describe('pictures', () => {
  it('digits train, and the sliders move a picture', () =>
    open(`view=pictures&${small}`, async (page) => {
      await trainTo(page, 10);
      const canvas = page.getByRole('region', { name: 'Noise by hand' }).locator('canvas');
      const pixels = () => canvas.evaluate((each) => (each as HTMLCanvasElement).toDataURL());
      const before = await pixels();
      await page.getByLabel('Value 1 of the noise').fill('3');
      await expect.poll(pixels).not.toBe(before);
    }));

  it('of one’s own train, and what is none is named', () =>
    open(`view=pictures&${small}`, async (page) => {
      const files = Array.from({ length: 24 }, (_, index) => disk(index));
      const broken = { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
      await page.getByLabel('Your own pictures').setInputFiles([...files, broken]);
      await page.getByText('broken.png').waitFor();
      await button(page, 'Start').and(page.locator(':enabled')).waitFor();
      await trainTo(page, 5);
      expect(await reading(page, 'Kinds of digit written').count()).toBe(0);
    }));
});

describe('the program', () => {
  it(
    'comes with the pictures, and trains to the same weights in Node, to the last bit',
    { timeout: 180_000 },
    () =>
      open(`view=pictures&${small}&r1=0.1&augmentation=all`, async (page) => {
        await trainTo(page, 10);
        await page.getByText('Save, load, export').click();
        const downloaded = async (name: string) => {
          const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
          return readFileSync(await download.path());
        };
        const checkpoint = await decodeCheckpoint(new Uint8Array(await downloaded('Save checkpoint')));
        const files = unzipSync(new Uint8Array(await downloaded('Program for Node')));
        const folder = 'tests/node/programs/pictures-from-the-playground';
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'pictures.bin'), files['pictures.bin']!);
        const tell = `
const { generator: trained } = await trainer.ready();
const weights = trained.layers.flatMap((layer) => layer.getWeights());
console.log(JSON.stringify(await Promise.all(weights.map(async (weight) => [...(await weight.data())]))));`;
        writeFileSync(join(folder, 'gan.mjs'), new TextDecoder().decode(files['gan.mjs']) + tell);
        const printed = execFileSync(process.execPath, ['gan.mjs'], { cwd: folder, encoding: 'utf8' });
        const weights = Object.entries(checkpoint.tensors)
          .filter(([name]) => name.startsWith('checkpoint/networks/generator/'))
          .map(([, { values }]) => Array.from(values, Number));
        const sorted = (all: readonly number[][]) => all.map((each) => JSON.stringify(each)).sort();
        expect(sorted(JSON.parse(printed.trim().split('\n').at(-1)!))).toEqual(sorted(weights));
        expect(readFileSync(join(folder, 'samples.png')).length).toBeGreaterThan(500);
      }),
  );
});

describe('the reader against D', () => {
  it('answers by keys, and reads a divergence beside D’s', () =>
    open(
      `view=against&${small}`,
      async (page) => {
        await button(page, 'Train a generator').click();
        await button(page, 'Deal').and(page.locator(':enabled')).waitFor({ timeout: 60_000 });
        await button(page, 'Deal').click();
        await page.getByRole('region', { name: 'Real or generated?' }).waitFor();
        for (let answer = 0; answer < 20; answer++)
          await page.keyboard.press(answer % 2 === 0 ? 'ArrowLeft' : 'ArrowRight');
        const result = page.getByRole('region', { name: 'Result' });
        await result.waitFor();
        expect(await result.textContent()).toMatch(/You were right \d+ times, D \d+ times/);
        await page.getByText('How answers become a divergence').click();
        expect(await axeFindings(page)).toEqual([]);
      },
      {},
      'Train a generator',
    ));
});

describe.each(['light', 'dark'] as const)('in %s mode', (colorScheme) => {
  it.each([1280, 390])('at %i pixels nothing of the pictures stands in anybody’s way', (width) =>
    open(
      `view=pictures&${small}`,
      async (page) => {
        await trainTo(page, 5);
        for (const summary of await page.locator('summary').all())
          if (await summary.evaluate((each) => !each.closest('details')!.open)) await summary.click();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        expect(await axeFindings(page)).toEqual([]);
      },
      { colorScheme, viewport: { width, height: 900 } },
    ),
  );
});
