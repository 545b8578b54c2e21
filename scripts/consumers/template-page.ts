import type { Page } from 'playwright-core';
import { withPage } from './page';

/** Steps that a page must have done before it is stopped. */
const STEPS = 75;

/**
 * Uses a template's page as a person would: trains, stops, reads what was measured.
 *
 * @param isIsolated - whether it must be cross-origin isolated, and so compute on all cores
 * @throws an Error where it prints an error, shows no number, or draws no points
 */
export function useTemplatePage(url: string, isIsolated: boolean): Promise<void> {
  return withPage(async (page) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error.stack)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    try {
      await trainAndStop(page, url);
      await checkNumbers(page, isIsolated);
      await checkCanvas(page);
    } catch (error) {
      const status = await page.textContent('[role=status]').catch(() => 'none');
      throw new Error(`${error}\nIts status: ${status}\nIts errors: ${errors.join('\n') || 'none'}`);
    }
    if (errors.length > 0) throw new Error(`the page printed errors:\n${errors.join('\n')}`);
  });
}

async function trainAndStop(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.click('#train:not([disabled])');
  await page.waitForFunction((steps) => Number(document.querySelector('#step')?.textContent) >= steps, STEPS);
  await page.click('#train:text("Stop")');
  await page.waitForSelector('[role=status]:text("Stopped.")');
}

async function checkNumbers(page: Page, isIsolated: boolean): Promise<void> {
  const [isolated, cores] = await page.evaluate(() => [crossOriginIsolated, navigator.hardwareConcurrency]);
  if (isolated !== isIsolated) throw new Error(`the page is ${isolated ? '' : 'not '}isolated`);
  const text = async (id: string) => (await page.textContent(`#${id}`)) ?? '';
  const threads = isIsolated ? Math.min(4, Number(cores)) : 1;
  if ((await text('threads')) !== String(threads))
    throw new Error(`expected ${threads} threads, got ${await text('threads')}`);
  const value = Number(/^(\d\.\d{3}) nats$/.exec(await text('divergence'))?.[1]);
  const [low, high] = (await text('interval')).split(' to ').map(Number) as [number, number];
  // After so few steps the points lie beside the ring: little overlaps.
  const isPlausible = low <= value && value <= high && value > 0.3 && value < 0.72;
  if (!isPlausible) throw new Error(`measured ${value} in ${low} to ${high}`);
}

/** There must be blue, which real points are, and orange, which generated ones are. */
async function checkCanvas(page: Page): Promise<void> {
  const [orange, blue] = await page.evaluate(() => {
    const canvas = document.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const counts = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (data[i]! > data[i + 2]! + 60) counts[0]!++;
      if (data[i + 2]! > data[i]! + 60) counts[1]!++;
    }
    return counts as [number, number];
  });
  if (orange < 100 || blue < 100)
    throw new Error(`drew ${blue} pixels of real points, ${orange} of generated`);
}
