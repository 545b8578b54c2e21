import type { MarkdownRenderer } from 'vitepress';

/** Has blocks that four spaces set off, formulas in plain text mostly, scroll by keys too where they are too wide. */
export function plainBlocks(md: MarkdownRenderer): void {
  const { code_block: render } = md.renderer.rules;
  md.renderer.rules.code_block = (tokens, index, ...rest) => {
    tokens[index]!.attrSet('tabindex', '0');
    tokens[index]!.attrSet('v-pre', '');
    return render!(tokens, index, ...rest);
  };
}
