import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMarkdownRenderer } from 'vitepress';
import { describe, expect, it } from 'vitest';
import { chineseLineBreaks } from '../../docs/.vitepress/chinese-line-breaks';
import { copyLinkedFiles, linksOutOfDocs } from '../../docs/.vitepress/links-out-of-docs';
import { mathematics } from '../../docs/.vitepress/mathematics';
import { noSecondOutline } from '../../docs/.vitepress/no-second-outline';
import { plainBlocks } from '../../docs/.vitepress/plain-blocks';
import { unbrokenPercents } from '../../docs/.vitepress/unbroken-percents';
import manifest from '../../package.json';

const md = await createMarkdownRenderer('docs', {
  config(renderer) {
    mathematics(renderer);
    linksOutOfDocs(renderer);
    plainBlocks(renderer);
    chineseLineBreaks(renderer);
    noSecondOutline(renderer);
    unbrokenPercents(renderer);
  },
});
const render = (text: string, relativePath = 'page.md') =>
  md.render(text, { relativePath, cleanUrls: false });
const repository = manifest.homepage.replace('#readme', '');

describe('a link out of docs', () => {
  it('goes to the file in the repository', () => {
    expect(render('[claims](../examples/lecture/claims.ts)')).toContain(
      `href="${repository}/blob/main/examples/lecture/claims.ts"`,
    );
    expect(render('[status](../../README.md#status)', 'zh-TW/page.md')).toContain(
      `href="${repository}/blob/main/README.md#status"`,
    );
  });

  it('leaves pages and other hosts as they are', () => {
    expect(render('[theory](theory.md#x)')).toContain('href="./theory.html#x"');
    expect(render('[elsewhere](https://example.org/a)')).toContain('href="https://example.org/a"');
  });

  it('fails the build where there is no such file, after files that pages link to are copied', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gan-core-site-'));
    try {
      expect(render('[a GIF](assets/lecture-11-discriminator-guides.gif)')).toContain(
        'href="/assets/lecture-11-discriminator-guides.gif"',
      );
      copyLinkedFiles(folder);
      expect(readdirSync(join(folder, 'assets'))).toEqual(['lecture-11-discriminator-guides.gif']);
      render('[gone](../src/gone.ts), [lost](assets/lost.gif)', 'a.md');
      expect(() => copyLinkedFiles(folder)).toThrow('docs/a.md: ../src/gone.ts\ndocs/a.md: assets/lost.gif');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('formulas', () => {
  it('are rendered as on GitHub: within a line, as a paragraph, as a fence', () => {
    const inline = render('Of $P_G(x)$, 5 $ and 6 $.');
    expect(inline).toContain('class="katex"');
    expect(inline).toContain('5 $ and 6 $.');
    expect(render('$$a = b$$')).toContain('class="katex-display"');
    expect(render('```math\na = b\n```')).toContain('class="katex-display"');
  });

  it('are left alone by Vue, and scroll by keys where they are wide', () => {
    const text = render('$${{a}}$$');
    expect(text).toContain(`<p v-pre tabindex="0" class='katex-block'>`);
  });

  it('fail the build where TeX finds an error', () => {
    expect(() => render('$\\frac{a$')).toThrow('KaTeX parse error');
    expect(() => render('$½$')).toThrow('unknownSymbol');
  });

  it('of plain text, set off by spaces, scroll by keys', () => {
    expect(render('    V(G, D) = E log D(x)')).toContain('<pre tabindex="0" v-pre="">');
  });
});

it('ends of lines between Chinese characters leave no space, and others stay', () => {
  expect(render('先量測，\n再畫圖。\n下一句')).toContain('先量測，再畫圖。下一句');
  expect(render('用 GAN\n訓練')).toContain('用 GAN\n訓練');
  expect(render('one\ntwo')).toContain('one\ntwo');
});

describe("a page's list of its own headings", () => {
  const page = (list: string) => render(`# Title\n\nText.\n\n${list}\n\n## One\n\n- [kept](#one)`);

  it('is left out, since the site has one', () => {
    const html = page('- [One](#one)\n- [`two` and more](#two)');
    expect(html).not.toContain('two');
    expect(html).toContain('kept');
  });

  it.each([
    ['says more', '- [One](#one): the first'],
    ['leads elsewhere', '- [One](other.md#one)'],
    ['has several links a point', '- [One](#one) · [two](#two)'],
    ['has points without a link', '- [One](#one)\n- plain'],
  ])('stays where it %s', (_, list) => expect(page(list)).toContain('One</a>'));
});

it('a number keeps its percent sign on its line, but not in code', () => {
  expect(render('of 95 % or `95 %`')).toContain('95\u00a0% or <code>95 %</code>');
});
