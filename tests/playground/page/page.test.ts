import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe-findings';
import {
  button,
  type Open,
  playgroundPage,
  reading,
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

describe('training', () => {
  it('starts, pauses, goes on, and takes single steps', () =>
    open(small, async (page) => {
      await trainTo(page, 40);
      const { step: paused, ...before } = await saved(page);
      await button(page, 'One step of D').click();
      await expect.poll(() => stepOf(page)).toBe(paused + 1);
      const after = await saved(page);
      expect(weightsIn(after, 'generator')).toEqual(weightsIn({ step: paused, ...before }, 'generator'));
      expect(weightsIn(after, 'discriminator')).not.toEqual(
        weightsIn({ step: paused, ...before }, 'discriminator'),
      );
      await page.keyboard.press('g');
      await expect.poll(() => stepOf(page)).toBe(paused + 2);
      await page.keyboard.press('r');
      await expect.poll(() => stepOf(page)).toBe(0);
    }));

  it('in slow motion says whose turn it is', () =>
    open(small, async (page) => {
      await button(page, 'Slow motion').click();
      await page.getByText('D learns to tell them apart').waitFor();
      await page.getByText('G moves to where D says real').waitFor();
      await button(page, 'Pause').click();
      await button(page, 'Start').waitFor();
    }));

  it('that leaves the numbers is told of, and the last good state stays', () =>
    open(
      `${small}&loss=wasserstein&generatorOptimizer=sgd&discriminatorOptimizer=sgd&generatorRate=1&discriminatorRate=1`,
      async (page) => {
        await button(page, 'Start').click();
        await page
          .getByRole('alert')
          .filter({ hasText: /NaN|Infinity|finite/ })
          .waitFor({ timeout: 60_000 });
        await button(page, 'Start').and(page.locator(':enabled')).waitFor();
        const good = await stepOf(page);
        await button(page, 'One step of D').click();
        await expect.poll(() => stepOf(page)).toBe(good + 1);
        weightsIn(await saved(page), 'generator'); // a checkpoint of finite numbers: others are refused
      },
    ));

  it(
    'finds the eight modes of the ring as the page opens, and measures how far it is',
    () =>
      open('', async (page) => {
        await button(page, 'Start').click();
        await expect
          .poll(() => reading(page, 'Modes reached').textContent(), { timeout: 110_000 })
          .toBe('8 of 8');
        const text = (await reading(page, 'JS divergence, measured').textContent()) ?? '';
        const [value, low, high] = text
          .replaceAll('−', '-')
          .match(/-?\d\.\d+/g)!
          .map(Number) as [number, number, number];
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }),
    120_000,
  );
});

describe('settings', () => {
  it('stand in the address, for two runs too', () =>
    open(small, async (page) => {
      await page.getByLabel('Loss', { exact: true }).selectOption('wasserstein');
      await page.getByLabel('Seed').fill('12');
      await page.getByLabel('Seed').blur();
      await button(page, 'Two runs side by side').click();
      await page.getByLabel('Loss', { exact: true }).nth(1).selectOption('hinge');
      await expect.poll(() => new URL(page.url()).hash).toContain('b.loss=hinge');
      await page.reload();
      await expect
        .poll(() =>
          page
            .getByLabel('Loss', { exact: true })
            .evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value)),
        )
        .toEqual(['wasserstein', 'hinge']);
      expect(await page.getByLabel('Seed').nth(0).inputValue()).toBe('12');
    }));

  it('that can’t be are refused by the field, and the run stays', () =>
    open(small, async (page) => {
      const field = page.getByLabel('Batch size');
      await field.fill('1.5');
      await field.blur();
      expect(await field.evaluate((each) => (each as HTMLInputElement).validationMessage)).toBe(
        'A whole number from 2 to 1024',
      );
      expect(new URL(page.url()).hash).toContain('batchSize=64');
    }));

  it('a backend that isn’t there is told of in a visitor’s words, with the way out', () =>
    open(
      `${small}&backend=webgpu`,
      async (page) => {
        const told = page.getByRole('alert').filter({ hasText: 'gives pages no WebGPU' });
        await told.waitFor();
        expect(await told.textContent()).toMatch(/choose WebAssembly/);
        expect(await told.textContent()).not.toMatch(/navigator|useBackend/);
        await button(page, 'Go on with WebAssembly').click();
        await button(page, 'Start').and(page.locator(':enabled')).waitFor();
        expect(new URL(page.url()).hash).not.toContain('backend');
      },
      {},
      'Go on with WebAssembly',
    ));

  it('points can be set by keys alone', () =>
    open(small, async (page) => {
      await button(page, 'Draw or paste points').press('Enter');
      await page.getByRole('application').focus();
      for (const key of ['Enter', 'ArrowRight', 'ArrowRight', 'Enter', 'ArrowUp', 'ArrowUp', 'Enter'])
        await page.keyboard.press(key);
      await button(page, 'Train on these').press('Enter');
      await expect.poll(() => new URL(page.url()).hash).toMatch(/data=own&points=[\w-]{12}&/);
      await button(page, 'Start').and(page.locator(':enabled')).waitFor();
      await trainTo(page, 20);
    }));
});

describe.each(['light', 'dark'] as const)('in %s mode', (colorScheme) => {
  it.each([
    ['on a desk', 1280],
    ['on a phone', 390],
  ])('%s nothing stands in the way of anybody', (_, width) =>
    open(
      small,
      async (page) => {
        await trainTo(page, 20);
        for (const summary of await page.locator('summary').all())
          if (await summary.evaluate((each) => !each.closest('details')!.open)) await summary.click();
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        expect(await axeFindings(page)).toEqual([]);
      },
      { colorScheme, viewport: { width, height: 900 } },
    ),
  );
});
