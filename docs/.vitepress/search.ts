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

/** The search in the page itself, which asks no server. */
export const search = {
  provider: 'local',
  options: {
    _render: searched,
    miniSearch: { options: { tokenize: words } },
    locales: { 'zh-TW': { translations: chinese.search } },
  },
} satisfies DefaultTheme.Config['search'];
