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
        const text = (await reading(page, 'JS divergence, measured: at least').textContent()) ?? '';
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
      await page.getByText('A whole number from 2 to 1024; the run has 64.').waitFor();
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      await field.fill('32');
      await field.blur();
      await expect.poll(() => field.getAttribute('aria-invalid')).toBe('false');
      expect(await page.getByText('the run has').count()).toBe(0);
      expect(new URL(page.url()).hash).toContain('batchSize=32');
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

describe('the diagram of the game', () => {
  it('opens by keys, explains a part with the lecture’s formula, and shows what moves', () =>
    open(small, async (page) => {
      await page.getByText('How the game works').press('Enter');
      await button(page, 'D’s loss').press('Enter');
      await page.getByText('maxD V = −2 log 2 + 2·JSD(Pdata‖PG)').waitFor();
      expect(await button(page, 'D’s loss').getAttribute('aria-expanded')).toBe('true');
      await button(page, 'G’s way back').press('Enter');
      await page.getByText('Nothing has moved yet').waitFor();
      await trainTo(page, 40);
      await button(page, 'Start').click();
      await expect
        .poll(() => reading(page, 'Length of the gradient, ‖∇‖').textContent())
        .toMatch(/^0?\d*\.\d{4}$/);
      await button(page, 'Pause').click();
      await button(page, 'One step of D').click();
      await page.getByText('In the last step D moved once, and G stood still.').waitFor();
      await button(page, 'Slow motion').click();
      await page.locator('[data-moves=generator]').waitFor();
      for (const stop of [
        'as many real ones come',
        'Its loss says how badly',
        'D moves once; G stands still',
      ])
        await page.getByText(stop).waitFor();
      await page.locator('[data-moves=discriminator]').waitFor();
      await button(page, 'Pause').click();
      await button(page, 'Start').waitFor();
    }));
});

describe('inside the networks', () => {
  it('weights are lines, and a unit is shown at full size, by keys too', () =>
    open(`${small}&noise=uniform`, async (page) => {
      await page.getByText('Inside D and G').click();
      await page.getByText('Hidden layer 2: 12 of 16 units').waitFor();
      const lines = page.locator('.map svg path');
      const before = await lines.first().getAttribute('d');
      expect(before).toMatch(/^M/);
      await page.getByRole('button', { name: 'Unit 1 of hidden layer 1' }).press('ArrowDown');
      await page.locator('.chosen-unit').getByText('Unit 1 of hidden layer 2').waitFor();
      await page.keyboard.press('ArrowRight');
      await page.locator('.chosen-unit').getByText('Unit 2 of hidden layer 2').waitFor();
      const told = () => page.locator('.chosen-unit figcaption').textContent();
      const first = await told();
      await trainTo(page, 60);
      await expect.poll(told).not.toBe(first);
      await page.getByLabel('Network').selectOption('generator');
      await page.getByRole('button', { name: 'G’s output y' }).click();
      await page.locator('.chosen-unit').getByText('over the noise').waitFor();
    }));
});

describe('a run that is trained already', () => {
  it('is there at once, with its settings and its modes, and goes on', () =>
    open('', async (page) => {
      await page.getByLabel('Trained already').selectOption('ring');
      await expect.poll(() => stepOf(page)).toBe(15_000);
      await expect
        .poll(() => reading(page, 'Modes reached').textContent(), { timeout: 30_000 })
        .toBe('8 of 8');
      expect(new URL(page.url()).hash).toContain('generatorWidth=32');
      await trainTo(page, 15_020);
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
        await button(page, 'D’s loss').click();
        await page.getByRole('button', { name: 'Unit 2 of hidden layer 1' }).click();
        await page.locator('.chosen-unit').waitFor();
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        expect(await axeFindings(page)).toEqual([]);
      },
      { colorScheme, viewport: { width, height: 900 } },
    ),
  );
});
