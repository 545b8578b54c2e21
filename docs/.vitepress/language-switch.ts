import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PageData, Plugin } from 'vitepress';

const docs = fileURLToPath(new URL('..', import.meta.url));
const folder = 'zh-TW/';

/** Says of a page whether it is there in the other language too. */
export function markTranslated(page: PageData): void {
  const { filePath } = page;
  const other = filePath.startsWith(folder) ? filePath.slice(folder.length) : `${folder}${filePath}`;
  page.frontmatter.translated = existsSync(`${docs}/${other}`);
}

/** What decides in VitePress whether a link of the switch leads to the page of the same name, for all pages at once. */
const forAllPages = 'theme.value.i18nRouting !== false && correspondingLink';

/** Vite's plugin that has the switch of languages lead to a page's counterpart, and to the start page where there is none. */
export const languageSwitch = {
  name: 'language-switch',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/theme-default\/composables\/langs\.js$/.test(id)) return undefined;
    if (!code.includes(forAllPages))
      throw new Error(`VitePress's langs.js has no ${forAllPages}: see language-switch.ts.`);
    return code.replace(forAllPages, 'page.value.frontmatter.translated && correspondingLink');
  },
} satisfies Plugin;
