import type { MarkdownRenderer } from 'vitepress';

type Tokens = ReturnType<MarkdownRenderer['parse']>;

/** Leaves out a page's own list of its headings: on GitHub there is no other, and here "On this page" has them. */
export function noSecondOutline(md: MarkdownRenderer): void {
  md.core.ruler.push('no-second-outline', (state) => {
    const { tokens } = state;
    const begin = tokens.findIndex(({ type }) => type === 'bullet_list_open');
    const heading = tokens.findIndex(({ type, tag }) => type === 'heading_open' && tag === 'h2');
    if (begin < 0 || heading < begin) return;
    const end = tokens.findIndex(({ type }, index) => index > begin && type === 'bullet_list_close');
    if (isOutline(tokens.slice(begin, end))) tokens.splice(begin, end + 1 - begin);
  });
}

/** Whether each point of a list is one link to a heading of the page, and nothing else. */
function isOutline(list: Tokens): boolean {
  return list.every(({ type, children }) => {
    if (type !== 'inline') return true;
    const [first, ...rest] = children ?? [];
    const isToHeading = first?.type === 'link_open' && first.attrGet('href')!.startsWith('#');
    return isToHeading && rest.findIndex((token) => token.type === 'link_close') === rest.length - 1;
  });
}
