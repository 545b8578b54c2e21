import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../chromium';
import { checkReport, isReport, type ProgramReport } from './report';

let browser: Promise<Browser> | undefined;

/**
 * Opens a page in Chromium.
 *
 * @param programs - how many programs on it must report
 * @returns their reports
 * @throws an Error where one fails, doesn't report within 60 s, or asks a server for a .wasm file
 */
export async function openPage(url: string, programs: number): Promise<readonly ProgramReport[]> {
  const page = await (await launch()).newPage();
  try {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (/\.wasm\b/.test(request.url())) asked.push(request.url());
    });
    const reports = reportsOf(page, programs);
    const [texts] = await Promise.all([reports, page.goto(url)]);
    if (asked.length > 0) throw new Error(`the page asked for ${asked}`);
    return texts.map(checkReport);
  } finally {
    await page.close();
  }
}

/** Opens an empty page of Chromium for as long as a piece of work takes. */
export async function withPage<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const page = await (await launch()).newPage();
  page.setDefaultTimeout(60_000);
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

/** What a page did. */
export interface Seen {
  readonly printed: readonly string[];
  /** The .wasm files that it asked a server for. */
  readonly wasm: readonly string[];
}

/** Opens a page in Chromium until it, or a worker of it, prints a line that is its last, at most 60 s. */
export async function watchPage(url: string, isLast: (line: string) => boolean): Promise<Seen> {
  const page = await (await launch()).newPage();
  const printed: string[] = [];
  const wasm: string[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const print = (line: string) => {
        printed.push(line);
        if (isLast(line)) resolve();
      };
      page.on('request', (request) => {
        if (/\.wasm\b/.test(request.url())) wasm.push(request.url());
      });
      page.on('pageerror', (error) => print(String(error.stack)));
      page.on('console', (message) => print(message.text()));
      page.setDefaultTimeout(60_000);
      page.goto(url).catch(reject);
      setTimeout(
        () => reject(new Error(`not done in 60 s; printed:\n${printed.join('\n')}`)),
        60_000,
      ).unref();
    });
  } finally {
    await page.close();
  }
  return { printed, wasm };
}

/** At least so many lines that a page printed must be like this. */
export function expectOf({ printed }: Seen, count: number, like: RegExp | string): void {
  const found = printed.filter((line) => (typeof like === 'string' ? line.includes(like) : like.test(line)));
  if (found.length < count)
    throw new Error(`expected ${count} lines like ${like}; the page printed:\n${printed.join('\n')}`);
}

export async function chromiumVersion(): Promise<string> {
  return (await launch()).version();
}

export async function closeBrowser(): Promise<void> {
  if (browser) await (await browser).close();
  browser = undefined;
}

function launch(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags] });
  return browser;
}

function reportsOf(page: Page, programs: number): Promise<string[]> {
  const printed: string[] = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no report within 60 s; the page printed:\n${printed.join('\n')}`)),
      60_000,
    );
    const settle = () => clearTimeout(timer);
    page.on('pageerror', (error) => printed.push(String(error.stack)));
    page.on('console', (message) => {
      printed.push(message.text());
      const found = printed.filter(isReport);
      if (found.length < programs && !found.some((text) => /^\s*\{"error"/.test(text))) return;
      settle();
      resolve(found);
    });
  });
}
