import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstSentences } from '../../docs/.vitepress/first-sentences';
import { headingAnchor } from '../../docs/.vitepress/heading-anchor';
import { words } from '../../docs/.vitepress/search';
import { leftOut } from '../../docs/.vitepress/sections';

describe('anchors of headings', () => {
  // As GitHub has them on the pages of this repository, and of others.
  it.each([
    ['Threads', 'threads'],
    ['GPUs in browsers', 'gpus-in-browsers'],
    ['1. Maximum likelihood is minimum KL divergence', '1-maximum-likelihood-is-minimum-kl-divergence'],
    ['Serving the `.wasm` files yourself', 'serving-the-wasm-files-yourself'],
    ["What's new in C++?", 'whats-new-in-c'],
    ['Losses & penalties', 'losses--penalties'],
    ['snake_case and kebab-case', 'snake_case-and-kebab-case'],
    ['2. 生成器把雜訊變成一個分布', '2-生成器把雜訊變成一個分布'],
  ])('%s', (heading, anchor) => expect(headingAnchor(heading)).toBe(anchor));
});

describe('the words of a search', () => {
  it('are those between spaces and punctuation', () => {
    expect(words('The hinge loss: max(0, 1 − r).')).toEqual([
      'The',
      'hinge',
      'loss',
      'max',
      '0',
      '1',
      '−',
      'r',
    ]);
  });

  it('are pairs of characters in Chinese, also beside Latin letters', () => {
    expect(words('GAN的判別器，D*')).toEqual(['GAN', '的判', '判別', '別器', 'D']);
    expect(words('圖')).toEqual(['圖']);
  });

  it('make every run of two characters in a text findable', () => {
    const text = '生成器把雜訊變成一個分布';
    const indexed = new Set(words(text));
    for (let i = 0; i + 1 < text.length; i++) expect(indexed).toContain(text.slice(i, i + 2));
  });
});

describe('the description of a page', () => {
  it('is its first paragraph without marks, cut at a word', () => {
    const page =
      '---\nlayout: doc\n---\n# Title\n\nWritten by `npm run x`.\n\nA [link](b.md) to\n`code`.\n\nMore.';
    expect(firstSentences(page)).toBe('A link to code.');
    expect(firstSentences(`# Title\n\n${'word '.repeat(100)}`)).toBe(`${'word '.repeat(32).trim()} …`);
  });
});

describe('the start pages', () => {
  const programOf = (page: string) => /^```js\n(.*?)^```$/ms.exec(readFileSync(page, 'utf8'))?.[1];

  it.each(['docs/index.md', 'docs/zh-TW/index.md'])(
    '%s shows the first program of README.md, which runs',
    (page) => {
      expect(programOf(page)).toBe(programOf('README.md'));
    },
  );
});

it('every page of docs is in a section of the sidebar', () => {
  expect(leftOut()).toEqual([]);
});

it("a link's text names a subject, not a file", () => {
  const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^(?!api\/|\.vitepress\/).*\.md$/.test(path),
  );
  const named = ['README.md', ...pages.map((page) => `docs/${page}`)].flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\[[^\]\n]*[\w-]+\.md`?\]\(/g)].map(
      ([link]) => `${page}: ${link}`,
    ),
  );
  expect(named).toEqual([]);
});
