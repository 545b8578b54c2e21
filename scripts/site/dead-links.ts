import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Attributes that lead somewhere. In code the marks of a tag are escaped, so that no such text is taken for one. */
const address = /<(?:a|img|script|link|source)\s(?:[^>]*?\s)?(?:href|src)="([^"]*)"/g;

/**
 * Dead links of a built site: to pages, to anchors in them, to pictures and other files. Other hosts aren't asked.
 *
 * @param folder - the built site
 * @param base - the path that it lies below on its host
 * @returns a line for each: the page, and where the link leads
 */
export function deadLinks(folder: string, base: string): string[] {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.html'),
  );
  const texts = new Map(pages.map((page) => [page, readFileSync(join(folder, page), 'utf8')]));
  const anchors = new Map<string, ReadonlySet<string>>();
  return pages.flatMap((page) => {
    const links = new Set([...texts.get(page)!.matchAll(address)].map(([, link]) => unescaped(link!)));
    return [...links].filter((link) => !leadsSomewhere(page, link)).map((link) => `${page}: ${link}`);
  });

  function leadsSomewhere(page: string, link: string): boolean {
    const url = new URL(link, `http://site${base}${page}`);
    if (url.host !== 'site' || !url.protocol.startsWith('http')) return true;
    if (!url.pathname.startsWith(base)) return false;
    const path = decodeURIComponent(url.pathname.slice(base.length));
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    if (!existsSync(join(folder, file)) || !statSync(join(folder, file)).isFile()) return false;
    return url.hash === '' || !texts.has(file) || anchorsOf(file).has(decodeURIComponent(url.hash.slice(1)));
  }

  function anchorsOf(page: string): ReadonlySet<string> {
    const known = anchors.get(page);
    if (known) return known;
    const found = new Set(
      [...texts.get(page)!.matchAll(/<\w[^>]*?\sid="([^"]*)"/g)].map(([, id]) => unescaped(id!)),
    );
    anchors.set(page, found);
    return found;
  }
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
