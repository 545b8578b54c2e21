import type { MarkdownRenderer } from 'vitepress';

/** Keeps a number and its percent sign on one line. */
export function unbrokenPercents(md: MarkdownRenderer): void {
  md.core.ruler.push('unbroken-percents', ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? []))
      if (token.type === 'text') token.content = token.content.replace(/(?<=\d) %/g, '\u00a0%');
  });
}
