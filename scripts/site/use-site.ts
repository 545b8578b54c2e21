import type { Browser, Page } from 'playwright-core';
import { axe, listen } from './look-at';

/** Words to look for, and the page that must be among what is found. */
const searches = [
  { on: 'index.html', button: 'Search', words: 'hinge loss', finds: 'api/losses/functions/hingeLoss' },
  { on: 'index.html', button: 'Search', words: 'nearest neighbors', finds: 'estimators' },
  { on: 'zh-TW/index.html', button: '搜尋', words: '最大概似', finds: 'zh-TW/lecture' },
  { on: 'zh-TW/index.html', button: '搜尋', words: '判別器', finds: 'zh-TW/lecture' },
];

/** The field's common words, and the page or pages of which one must be the first to be found. */
const first: readonly (readonly [words: string, page: RegExp])[] = [
  ['FID', /metrics\.html#the-fr/],
  ['KID', /metrics\.html#kid/],
  ['Frechet distance', /functions\/frechetDistance\.|metrics\.html#the-fr/],
  ['mode collapse', /training-that-does-not-collapse/],
  ['WGAN-GP', /penalties\.html/],
  ['gradient penalty', /penalties\.html/],
  ['EMA', /training\.html#a-moving-average/],
  ['DCGAN', /gallery\.html#dcgan/],
  ['CycleGAN', /gallery\.html/],
  ['node', /platforms\.html/],
  ['webgpu', /browsers\.html|choosing-a-backend/],
  ['checkpoint', /runs\.html/],
  ['resume', /first-hour\.html#save-and-resume|runs\.html/],
  ['export onnx', /export\.html/],
  ['PyTorch', /from-pytorch/],
  ['install', /first-hour\.html#install/],
  ['hingeLoss', /functions\/hingeLoss\./],
];

/** Where the switch of languages leads from a page: to the same page, or to the start page where there is none. */
const counterparts = [
  { from: 'index.html', to: 'zh-TW/' },
  { from: 'zh-TW/index.html', to: '' },
  { from: 'lecture.html', to: 'zh-TW/lecture.html' },
  { from: 'zh-TW/lecture.html', to: 'lecture.html' },
  { from: 'guides/first-hour.html', to: 'zh-TW/' },
  { from: 'api/losses/functions/hingeLoss.html', to: 'zh-TW/' },
];

/** Searches in both languages, opens a phone's menus, and so on. Returns what goes wrong, a line each. */
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
  return [
    ...findings,
    ...(await findFirst(browser, url)),
    ...(await switchLanguages(browser, url)),
    ...(await openMenus(browser, url)),
  ];
}

/** Looks for each of the common words, and says where another page is found first. */
async function findFirst(browser: Browser, url: string): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const findings = listen(page, url);
  await page.goto(`${url}index.html`);
  await page.getByRole('button', { name: 'Search' }).first().click();
  for (const [words, wanted] of first) {
    await page.locator('#localsearch-input').fill(words);
    const isFirst = (pattern: RegExp) =>
      pattern.test(document.querySelector<HTMLAnchorElement>('.results a')?.href ?? '');
    await page.waitForFunction(isFirst, wanted, { timeout: 15_000 }).catch(async () => {
      const found = await page.locator('.results a').evaluateAll(([link]) => link?.getAttribute('href'));
      findings.push(`a search for ${words} finds ${found} first`);
    });
  }
  await page.close();
  return findings;
}

async function switchLanguages(browser: Browser, url: string): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const findings = listen(page, url);
  for (const { from, to } of counterparts) {
    await page.goto(url + from);
    await page.waitForFunction("document.querySelector('#app')?.__vue_app__");
    await page.locator('.VPNavBarTranslations button').hover();
    await page.locator('.VPNavBarTranslations .VPMenu a').click();
    await page
      .waitForURL(url + to, { timeout: 15_000 })
      .catch(() => findings.push(`${from}: the switch of languages leads to ${page.url()}, not to ${to}`));
  }
  await page.close();
  return findings;
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
