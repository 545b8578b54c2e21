import type { DefaultTheme, MarkdownEnv } from 'vitepress';
import { chinese } from './chinese';

/**
 * The words of a text: as they are between spaces and punctuation, and pairs of characters where Chinese is written without
 * any. It is sent to the page as text, so that it can use nothing from outside.
 */
export function words(text: string): string[] {
  const found: string[] = [];
  for (const [word] of text.matchAll(/\p{Script=Han}+|[^\p{Script=Han}\p{P}\p{Z}\s]+/gu)) {
    const characters = [...word];
    if (!/\p{Script=Han}/u.test(word)) found.push(word);
    else if (characters.length === 1) found.push(word);
    else for (let i = 1; i < characters.length; i++) found.push(`${characters[i - 1]}${characters[i]}`);
  }
  return found;
}

/** Of the reference only what it is and what it has, without examples: that halves what a page loads to search. */
function searched(
  source: string,
  env: MarkdownEnv,
  md: { render(text: string, env: object): string },
): string {
  if (!env.relativePath.startsWith('api/')) return md.render(source, env);
  if (/^api\/(\w+\/)?index\.md$/.test(env.relativePath)) return '';
  const withoutCode = source.replace(/^```.*?^```$/gms, '');
  return md.render(
    withoutCode.replace(/^## (Throws|Returns|Example|Extends)$[\s\S]*?(?=^## |$(?![\s\S]))/gm, ''),
    env,
  );
}

/**
 * How much a section counts. A page's beginning is the better place to start reading, and pages of figures are the worse one; the reference has
 * ten times as many sections as the guides, and what a function or class is counts more in it than each of its options.
 */
function sectionWeight(id: string, _: string, section?: Record<string, unknown>): number {
  const begins = (section?.titles as string[] | undefined)?.length === 0;
  if (!id.includes('/api/')) {
    const ofFigures = /\/(decisions\/|(performance|kernels|results|accuracy|process)\.)/.test(id);
    return (begins ? 1.3 : 1) * (ofFigures ? 0.5 : 1);
  }
  return begins && /\/(functions|classes|variables)\//.test(id) ? 0.6 : 0.2;
}

/** The search in the page itself, which asks no server. */
export const search = {
  provider: 'local',
  options: {
    _render: searched,
    miniSearch: {
      options: { tokenize: words },
      searchOptions: {
        boost: { title: 4, titles: 1.5, text: 1 },
        boostDocument: sectionWeight,
        // Abbreviations are other words where one letter differs: FID is no "fit".
        fuzzy: (word: string) => (word.length > 4 ? 0.2 : false),
        weights: { fuzzy: 0.15, prefix: 0.4 },
      },
    },
    locales: { 'zh-TW': { translations: chinese.search } },
  },
} satisfies DefaultTheme.Config['search'];
