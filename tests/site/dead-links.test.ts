import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { deadLinks } from '../../scripts/site/dead-links';

const folder = mkdtempSync(join(tmpdir(), 'gan-core-site-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

it('finds links to pages, anchors and pictures that there are not, and no other', () => {
  write({
    'index.html': [
      '<h1 id="top" tabindex="-1">',
      '<h2 tabindex="-1" id="a&amp;b-題">',
      '<a href="#top"><a class="x" href="#bottom"><a href="./guide/first.html#one"><a href="/base/guide/">',
      '<a href="guide/first.html#two"><a href="/guide/first.html"><a href="/base/missing.html">',
      '<img alt="" src="/base/assets/a.png"><img src="assets/b.png"><script src="/base/none.js">',
      '<a href="https://example.org/nowhere"><a href="mailto:someone@example.org">',
      '<code>&lt;a href="not-a-link.html"&gt;</code>',
    ].join('\n'),
    'guide/index.html': '<a href="../index.html#a&amp;b-%E9%A1%8C">',
    'guide/first.html': '<p id="one"><a href="./">',
    'assets/a.png': '',
  });
  expect(deadLinks(folder, '/base/').sort()).toEqual([
    'index.html: #bottom',
    'index.html: /base/missing.html',
    'index.html: /base/none.js',
    'index.html: /guide/first.html',
    'index.html: assets/b.png',
    'index.html: guide/first.html#two',
  ]);
});
