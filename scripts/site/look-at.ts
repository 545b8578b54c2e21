import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const desk = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/**
 * Opens a page in light at a desk's width, then in dark at a phone's.
 *
 * @param url - the site's address
 * @param path - the page's path in it
 * @returns a line for each thing that is wrong: errors, requests to other hosts, pictures that don't load, a page wider than the
 *   phone, and what axe calls serious or critical
 */
export async function lookAt(browser: Browser, url: string, path: string): Promise<string[]> {
  const page = await browser.newPage({ viewport: desk, colorScheme: 'light' });
  const findings = listen(page, url);
  await page.goto(url + path);
  await page.waitForFunction("document.querySelector('#app')?.__vue_app__");
  findings.push(...(await picturesMissing(page)));
  findings.push(...(await axe(page, {}, 'light')));
  await page.setViewportSize(phone);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForSelector('html.dark');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > phone.width) findings.push(`is ${width} pixels wide on a phone`);
  const again = ['color-contrast', 'scrollable-region-focusable', 'link-in-text-block'];
  findings.push(...(await axe(page, { runOnly: again }, 'dark')));
  await page.close();
  return findings.map((finding) => `${path}: ${finding}`);
}

/** Gathers what a page says is wrong while it lives. */
export function listen(page: Page, url: string): string[] {
  const findings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') findings.push(`prints ${message.text()}`);
  });
  page.on('pageerror', (error) => findings.push(`throws ${error.message}`));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(url).host) findings.push(`asks ${request.url()}`);
  });
  return findings;
}

/** What axe finds that is serious or critical, with where it is. */
export async function axe(page: Page, options: RunOptions, where: string): Promise<string[]> {
  await page.addScriptTag({ path: axeFile });
  // Colors that still fade from one to the other would be measured in between.
  await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important; }' });
  const { violations } = await page.evaluate(
    (given) => (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, given),
    { resultTypes: ['violations'], ...options } satisfies RunOptions as RunOptions,
  );
  return seriousOf(violations).map(
    ({ id, nodes }) =>
      `axe, ${where}: ${id} at ${nodes
        .map(({ target }) => target)
        .join('; ')
        .slice(0, 300)}`,
  );
}

function seriousOf(violations: AxeResults['violations']): AxeResults['violations'] {
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

async function picturesMissing(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const missing: string[] = [];
    for (const image of document.images) {
      await image.decode().catch(() => missing.push(`doesn't show ${image.src}`));
    }
    return missing;
  });
}
