import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PageData } from 'vitepress';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whether the playground is built into the site: it may be missing from a clone. */
export const hasPlayground = existsSync(`${root}/playground`);

/** What isn't in a page of Markdown itself: its description, and whether it is one to edit. */
export function completePageData(page: PageData): void {
  const text = readFileSync(`${root}/docs/${page.filePath}`, 'utf8');
  page.description ||= firstSentences(text);
  // Such a page is written by a script, from the sources or from measurements.
  if (page.filePath.startsWith('api/') || /^Written by `npm run /m.test(text)) page.frontmatter.editLink = false;
  if (page.frontmatter.layout === 'home' && !hasPlayground) {
    const { hero } = page.frontmatter;
    hero.actions = hero.actions.filter(({ link }: { link: string }) => link !== '/playground/');
  }
}

/** The first paragraph of a page below its heading, without marks, up to about 160 characters. */
function firstSentences(markdown: string): string {
  const paragraphs = markdown.replace(/^---\n.*?\n---\n/s, '').split(/\n{2,}/);
  const first = paragraphs.find((text) => /^[\p{L}"“「`[]/u.test(text)) ?? '';
  const plain = first.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*\\]/g, '');
  const line = plain.replace(/\s+/g, ' ').trim();
  return line.length <= 160 ? line : `${line.slice(0, 160).replace(/\s?\S*$/, '')} …`;
}
