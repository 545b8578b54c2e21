import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PageData } from 'vitepress';
import { firstSentences } from './first-sentences';
import { markTranslated } from './language-switch';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What isn't in a page of Markdown itself: its description, whether there is a translation, and whether it is one to edit. */
export function completePageData(page: PageData): void {
  const text = readFileSync(`${root}/docs/${page.filePath}`, 'utf8');
  page.description ||= firstSentences(text);
  markTranslated(page);
  // Such a page is written by a script, from the sources or from measurements.
  if (page.filePath.startsWith('api/') || /^Written by `npm run /m.test(text))
    page.frontmatter.editLink = false;
}
