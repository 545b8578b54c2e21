import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeCheckpoint } from 'gan-core/checkpoints';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { expect } from 'vitest';
import { chromiumFlags, chromiumPath } from '../../../scripts/chromium';
import { serveFolder } from '../../../scripts/consumers/serve-folder';

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
/** Small networks: what is tried here is the page. */
export const small = 'generatorWidth=16&discriminatorWidth=16&batchSize=64';

/** Works on the page at an address, once it can train. */
export type Open = <T>(
  hash: string,
  work: (page: Page) => Promise<T>,
  options?: Parameters<Browser['newPage']>[0],
  /** The button that can be pressed once it is ready. */
  first?: string,
) => Promise<T>;

/** Builds the playground and opens it in Chromium. What a page complains of, or asks of others, fails the test. */
export async function playgroundPage(): Promise<{ open: Open; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'gan-core-playground-'));
  await build({ root: 'playground', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  let stopServing!: () => void;
  const url = await new Promise<string>((ready) => {
    const untilClosed = new Promise<void>((done) => {
      stopServing = done;
    });
    serveFolder(
      folder,
      (served) => {
        ready(served);
        return untilClosed;
      },
      isolation,
    );
  });
  const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags] });
  return {
    async open(hash, work, options = {}, first = 'Start') {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
      const complaints = complaintsOf(page, url);
      try {
        await page.goto(`${url}#${hash}`);
        await button(page, first).and(page.locator(':enabled')).waitFor();
        const result = await work(page);
        expect(complaints).toEqual([]);
        return result;
      } finally {
        await page.close();
      }
    },
    async close() {
      await browser.close();
      stopServing();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function complaintsOf(page: Page, url: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(blob|data):/.test(request.url()))
      complaints.push(`asks ${request.url()}`);
  });
  return complaints;
}

/** A button by the beginning of its name. */
export function button(page: Page, name: string) {
  return page.getByRole('button', { name: new RegExp(`^${name}`) }).first();
}

/** A number of the page, by what stands above it. */
export function reading(page: Page, term: string) {
  return page
    .locator('.readouts div')
    .filter({ has: page.getByText(term, { exact: true }) })
    .locator('dd');
}

/** Number of steps that the page shows. */
export async function stepOf(page: Page): Promise<number> {
  return Number(((await reading(page, 'Step').textContent()) ?? '').replaceAll(',', ''));
}

/** Trains for at least so many steps, and pauses. */
export async function trainTo(page: Page, step: number): Promise<void> {
  await button(page, 'Start').click();
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(step);
  await button(page, 'Pause').click();
  await button(page, 'Start').waitFor();
}

/** The checkpoint that the page saves. */
export async function saved(page: Page) {
  if (!(await button(page, 'Save checkpoint').isVisible()))
    await page.getByText('Save, load, export').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Save checkpoint').click(),
  ]);
  const path = await download.path();
  return { path, ...(await decodeCheckpoint(new Uint8Array(readFileSync(path)))) };
}

/** The weights of one of a checkpoint's networks, of three layers. */
export function weightsIn(
  { tensors }: Awaited<ReturnType<typeof decodeCheckpoint>>,
  network: string,
): number[][] {
  const weights = Object.entries(tensors)
    .filter(([name]) => name.startsWith(`checkpoint/networks/${network}/`))
    .map(([, { values }]) => Array.from(values, Number));
  expect(weights).toHaveLength(6);
  return weights;
}
