import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the files that a page of docs shows into a folder: the fenced blocks that begin with a comment naming their file,
 * `// game.js` or `<!-- plain.html -->`. Each of JavaScript also gets a page that runs it.
 */
export function writePageSnippets(page: string, folder: string): void {
  for (const [name, source] of namedBlocks(readFileSync(page, 'utf8'))) {
    writeFileSync(join(folder, name), source);
    const script = name.replace(/\.js$/, '.html');
    if (script !== name)
      writeFileSync(
        join(folder, script),
        `<!doctype html>\n<meta charset="utf-8">\n<title>${name}</title>\n<script type="module" src="./${name}"></script>\n`,
      );
  }
}

/** The lines of a page's one block of a language, such as the headers of an answer. */
export function blocksOf(page: string, language: string): string[] {
  return [
    ...readFileSync(page, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms')),
  ].map(([, block]) => block!.trim());
}

function namedBlocks(text: string): Map<string, string> {
  const blocks = new Map<string, string>();
  for (const [, source] of text.matchAll(/^```(?:js|html)\n(.*?)^```$/gms)) {
    const name = /^(?:\/\/|<!--) ([\w.]+\.(?:js|html))(?: -->)?\n/.exec(source!)?.[1];
    if (!name) throw new Error(`a block of the page names no file:\n${source}`);
    if (blocks.has(name)) throw new Error(`the page has two blocks that are ${name}`);
    blocks.set(name, source!);
  }
  return blocks;
}
