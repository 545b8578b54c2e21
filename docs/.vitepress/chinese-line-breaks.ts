import type { MarkdownRenderer } from 'vitepress';

const endsInChinese = /[\p{Script=Han}，。、：；！？」』）》]$/u;
const beginsInChinese = /^[\p{Script=Han}，。、：；！？「『（《]/u;

/** Drops the ends of lines between Chinese characters: a browser would show each as a space, which Chinese doesn't have. */
export function chineseLineBreaks(md: MarkdownRenderer): void {
  md.core.ruler.push('chinese-line-breaks', ({ tokens }) => {
    for (const { children } of tokens) {
      for (const [index, token] of children?.entries() ?? []) {
        if (token.type !== 'softbreak') continue;
        const [before, after] = [children![index - 1], children![index + 1]];
        if (endsInChinese.test(before?.content ?? '') && beginsInChinese.test(after?.content ?? ''))
          token.type = 'text';
      }
    }
  });
}
