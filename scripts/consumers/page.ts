import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { chromiumFlags, chromiumPath } from '../chromium';
import { checkReport } from './report';

/** Builds the consumer's page as for production and opens it in Chromium; each program on it must report. */
export async function openBuiltPage(folder: string, programs: number): Promise<void> {
  const root = join(folder, 'vite');
  await build({ root, configFile: false, logLevel: 'error' });
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'error',
    preview: { port: 0, host: '127.0.0.1' },
  });
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [...chromiumFlags],
  });
  try {
    const page = await browser.newPage();
    const printed: string[] = [];
    const reports = new Promise<string[]>((done, failed) => {
      page.on('pageerror', failed);
      page.on('console', (message) => {
        printed.push(message.text());
        const found = printed.filter((text) => /^\{"(checks|error)"/.test(text));
        if (found.length === programs) done(found);
      });
      setTimeout(
        () => failed(new Error(`no report within 60 s; the page printed:\n${printed.join('\n')}`)),
        60_000,
      ).unref();
    });
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    for (const report of await reports) checkReport(report);
  } finally {
    await browser.close();
    await server.close();
  }
}
