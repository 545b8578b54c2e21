import { cpSync, existsSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MarkdownRenderer } from 'vitepress';
import { addressInRepository } from './repository';

const docs = fileURLToPath(new URL('..', import.meta.url));
const missing = new Set<string>();
const files = new Set<string>();

/**
 * Markdown-it's plugin for relative links that lead to no page: those out of `docs` go to the repository, and files within it,
 * a GIF say, are copied to the site. On GitHub and in `node_modules` they work as they stand.
 */
export function linksOutOfDocs(md: MarkdownRenderer): void {
  md.core.ruler.push('links-out-of-docs', ({ tokens, env }) => {
    for (const link of tokens.flatMap(({ children }) => children ?? [])) {
      const href = link.type === 'link_open' ? link.attrGet('href') : null;
      if (href && !/^(\w+:|#|\/)/.test(href)) link.attrSet('href', addressOf(href, env.relativePath));
    }
  });
}

function addressOf(href: string, page: string): string {
  const [path = '', fragment] = href.split('#');
  const target = posix.join('docs', posix.dirname(page), decodeURI(path));
  if (!target.startsWith('docs/')) {
    const address = addressInRepository(target);
    if (address === undefined) missing.add(`docs/${page}: ${href}`);
    return fragment ? `${address}#${fragment}` : `${address}`;
  }
  if (/\.(md|html)$|\/$/.test(path)) return href;
  if (existsSync(`${docs}/../${target}`)) files.add(target.slice('docs/'.length));
  else missing.add(`docs/${page}: ${href}`);
  return target.slice('docs'.length);
}

/**
 * Copies the files that pages link to.
 *
 * @throws an Error that lists all links to files that there aren't
 */
export function copyLinkedFiles(outDir: string): void {
  if (missing.size > 0) throw new Error(`Links to files that don't exist:\n${[...missing].join('\n')}`);
  for (const file of files) cpSync(`${docs}/${file}`, `${outDir}/${file}`);
}
