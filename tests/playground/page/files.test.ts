import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programOf } from '../../../playground/src/game/program';
import { readSettings } from '../../../playground/src/settings/address';
import {
  button,
  type Open,
  playgroundPage,
  saved,
  small,
  stepOf,
  trainTo,
  weightsIn,
} from './playground-page';

let open: Open;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ open, close } = await playgroundPage());
}, 120_000);
afterAll(() => close());

describe('files', () => {
  it('a checkpoint brings back its run, settings and all', () =>
    open(`${small}&loss=hinge&seed=7`, async (page) => {
      await trainTo(page, 20);
      const first = await saved(page);
      await open('', async (other) => {
        await other.locator('input[type=file]').setInputFiles({
          name: 'step.safetensors',
          mimeType: 'application/octet-stream',
          buffer: readFileSync(first.path),
        });
        await expect.poll(() => stepOf(other)).toBe(first.step);
        expect(new URL(other.url()).hash).toContain('loss=hinge');
        for (const each of [page, other]) {
          await button(each, 'One step of D').click();
          await expect.poll(() => stepOf(each)).toBe(first.step + 1);
        }
        expect(weightsIn(await saved(other), 'discriminator')).toEqual(
          weightsIn(await saved(page), 'discriminator'),
        );
      });
    }));

  it('another file is refused, and the page says so', () =>
    open('', async (page) => {
      await page.locator('input[type=file]').setInputFiles({
        name: 'x.safetensors',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('no checkpoint'),
      });
      await page
        .getByRole('alert')
        .filter({ hasText: 'This file isn’t a checkpoint of the playground.' })
        .waitFor();
      await button(page, 'Reset').click();
      await button(page, 'Start').and(page.locator(':enabled')).waitFor();
    }));

  it('the program trains to the same weights in Node, to the last bit', { timeout: 120_000 }, () =>
    open(`${small}&data=moons&spread=0.05&penalty=r1&loss=relativistic&backend=wasm`, async (page) => {
      await trainTo(page, 20);
      const checkpoint = await saved(page);
      const settings = readSettings(new URLSearchParams(new URL(page.url()).hash.slice(1)));
      const tell = `
const { generator } = await trainer.ready();
const weights = await Promise.all(generator.getWeights().map(async (weight) => [...(await weight.data())]));
console.log(JSON.stringify(weights));`;
      const programs = 'tests/node/programs';
      mkdirSync(programs, { recursive: true });
      const path = join(programs, 'from-the-playground.mjs');
      writeFileSync(path, programOf(settings, checkpoint.step) + tell);
      const printed = execFileSync(process.execPath, [path], { encoding: 'utf8' });
      expect(JSON.parse(printed.trim().split('\n').at(-1)!)).toEqual(weightsIn(checkpoint, 'generator'));
    }),
  );

  it.each([
    ['TensorFlow.js', 'generator-tfjs.zip'],
    ['PyTorch', 'generator-pytorch.zip'],
    ['ONNX', 'generator.onnx'],
  ])('G comes out for %s', (format, name) =>
    open(small, async (page) => {
      await page.getByText('Save, load, export').click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        button(page, `G for ${format}`).click(),
      ]);
      expect(download.suggestedFilename()).toBe(name);
      expect(readFileSync(await download.path()).length).toBeGreaterThan(500);
    }),
  );
});
