import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitepress';
import llmsPlugin from 'vitepress-plugin-llms';
import { english } from './english';
import { firstSentences } from './first-sentences';
import { sections, shortTitle } from './sections';

const docs = fileURLToPath(new URL('..', import.meta.url));
// Of the reference only the lists of names: each of their pages is there as Markdown too, for those who follow a link.
const namesAlone = ['api/*/*/*.md', 'zh-TW/**'];

/** Vite's plugin that writes `llms.txt`, `llms-full.txt` and each page as Markdown. */
export function llms(base: string, origin: string): Plugin[] {
  const linkTo = (page: string) => `${origin}${base}${page}.md`;
  const entry = (page: string) => {
    const text = readFileSync(`${docs}/${page}.md`, 'utf8');
    return `- [${shortTitle(page)}](${linkTo(page.replace(/\/index$/, ''))}): ${firstSentences(text)}`;
  };
  const reference = { heading: 'Reference', pages: existsSync(`${docs}/api/index.md`) ? ['api/index'] : [] };
  const plugins = llmsPlugin({
    ...(origin && { domain: origin }),
    ignoreFilesPerOutput: { llmsTxt: namesAlone, llmsFullTxt: namesAlone, pages: ['zh-TW/**'] },
    injectLLMHint: false,
    title: 'gan-core',
    description: english.description,
    toc: [...sections, reference]
      .map(({ heading, pages }) => `### ${heading}\n\n${pages.map(entry).join('\n')}`)
      .join('\n\n'),
  });
  // Its types are of our Vite, VitePress has one of its own; it runs with both.
  return plugins as unknown as Plugin[];
}
