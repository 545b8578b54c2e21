import type { Browser, Page } from 'playwright-core';
import { axe, listen } from './look-at';

/** Words to look for, and the page that must be among what is found. */
const searches = [
  { on: 'index.html', button: 'Search', words: 'hinge loss', finds: 'api/losses/functions/hingeLoss' },
  { on: 'index.html', button: 'Search', words: 'nearest neighbors', finds: 'estimators' },
  { on: 'zh-TW/index.html', button: '搜尋', words: '最大概似', finds: 'zh-TW/lecture' },
  { on: 'zh-TW/index.html', button: '搜尋', words: '判別器', finds: 'zh-TW/lecture' },
];

/** Searches in both languages and opens a phone's menus. Returns what goes wrong, a line each. */
export async function useSite(browser: Browser, url: string): Promise<string[]> {
  const findings: string[] = [];
  for (const { on, button, words, finds } of searches) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const heard = listen(page, url);
    await page.goto(url + on);
    await page.getByRole('button', { name: button }).first().click();
    await page.locator('#localsearch-input').fill(words);
    const result = page.locator(`.results a[href*="${finds}"]`).first();
    const shown = await result.waitFor({ timeout: 15_000 }).then(
      () => true,
      () => false,
    );
    if (!shown) findings.push(`${on}: a search for ${words} doesn't find ${finds}`);
    findings.push(
      ...[...heard, ...(await axe(page, {}, 'search'))].map((each) => `${on}, searching: ${each}`),
    );
    await page.close();
  }
  return [...findings, ...(await openMenus(browser, url))];
}

async function openMenus(browser: Browser, url: string): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const findings = listen(page, url);
  await page.goto(`${url}training.html`);
  await press(page, '.VPNavBarHamburger');
  findings.push(...(await axe(page, {}, 'menu')));
  await press(page, '.VPNavBarHamburger');
  await press(page, '.VPLocalNav .menu');
  findings.push(...(await axe(page, {}, 'sidebar')));
  await page.close();
  return findings.map((finding) => `training.html on a phone: ${finding}`);
}

async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).click();
  await page.waitForTimeout(500); // it slides in
}
