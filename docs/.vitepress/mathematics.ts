import { katex, type MarkdownItKatexOptions } from '@mdit/plugin-katex';
import type { MarkdownRenderer } from 'vitepress';

const options: MarkdownItKatexOptions = {
  delimiters: 'dollars',
  mathFence: true,
  logger: (problem) => (problem === 'newLineInDisplayMode' ? 'ignore' : 'error'),
  transformer: (html, displayMode) => {
    // Left to itself, KaTeX shows a formula with an error in red, and the build goes on.
    if (html.includes('katex-error')) throw new Error(html);
    // A Vue template must leave TeX alone, where {{ isn't rare. Formulas that are too wide scroll, also by keys.
    return html.replace(/^<\w+/, displayMode ? '$& v-pre tabindex="0"' : '$& v-pre');
  },
};

/** Renders formulas as GitHub does: `$…$`, `$$…$$` and fences of `math`. One with an error in it fails the build. */
export function mathematics(md: MarkdownRenderer): void {
  // Its types are of another version of markdown-it than VitePress's.
  (katex as (md: unknown, options: MarkdownItKatexOptions) => void)(md, options);
}
