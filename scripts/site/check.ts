// Looks at the built site in Chromium, in light and dark, at a desk's width and a phone's: npm run site && npm run site:check
// All pages but most of the reference, which a script writes all alike. Says what it finds, and fails then.
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../chromium';
import { serveFolder } from '../consumers/serve-folder';
import { lookAt } from './look-at';
import { siteBase, siteFolder } from './site-folder';
import { useSite } from './use-site';

const all = readdirSync(siteFolder, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /^(?!playground\/).*\.html$/.test(path),
);
const [reference, written] = [true, false].map((isReference) =>
  all.filter((page) => page.startsWith('api/') === isReference),
) as [string[], string[]];
// Of functions, classes and so on the smallest and the largest page, and of the lists of names too.
const kindOf = (page: string) => dirname(page).split('/')[2];
const bySize = reference.sort((a, b) => sizeOf(a) - sizeOf(b));
const largest = new Map(bySize.map((page) => [kindOf(page), page])).values();
const smallest = new Map([...bySize].reverse().map((page) => [kindOf(page), page])).values();
const pages = [...new Set([...written, ...largest, ...smallest])];

const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
const findings = await serveFolder(siteFolder, lookAtAll, {}, siteBase);
await browser.close();
console.log(`${pages.length} pages in ${process.uptime().toFixed(0)} s`);
if (findings.length > 0) {
  console.error(findings.join('\n'));
  process.exitCode = 1;
}

/** Two pages at a time, since CI has two cores. */
async function lookAtAll(url: string): Promise<string[]> {
  const left = [...pages];
  const found: string[] = [];
  const lookOn = async () => {
    for (let page = left.shift(); page !== undefined; page = left.shift())
      found.push(...(await lookAt(browser, url, page)));
  };
  await Promise.all([lookOn(), lookOn()]);
  return [...found, ...(await useSite(browser, url))];
}

function sizeOf(page: string): number {
  return statSync(join(siteFolder, page)).size;
}
