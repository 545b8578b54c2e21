import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import { floorsPicture } from '../../scripts/floors-picture';

const read = (page: string) => readFileSync(page, 'utf8');
const rooms = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
  /README\.md$/.test(path),
);
const decisions = readdirSync('docs/decisions').map((file) => `docs/decisions/${file}`);
const pages = ['ARCHITECTURE.md', 'CONTRIBUTING.md', ...rooms.map((path) => `src/${path}`), ...decisions];
const architecture = read('ARCHITECTURE.md');

/** Paths in backticks: from the root, or, in a room's README, of its own files and folders. NAME and METHOD are anything. */
function namedPaths(page: string): string[] {
  const named = [...read(page).matchAll(/`([^`\s]+)`/g)].map((match) => match[1]!);
  const ofRoot = named.filter((path) =>
    /^(src|tests|scripts|docs|bench|examples|\.ci)\/[\w./-]+$/.test(path),
  );
  const ofRoom = named.filter(
    (path) => /^(\.\.\/)*[\w-]+(\/[\w-]+)*(\.ts|\/)$/.test(path) && !ofRoot.includes(path),
  );
  const here = page.startsWith('src/') ? ofRoom.map((path) => join(dirname(page), path)) : [];
  return [...ofRoot, ...here].filter((path) => !/NAME|METHOD|docs\/api/.test(path));
}

describe.each(pages)('%s', (page) => {
  it('names files and folders that exist', () => {
    expect(namedPaths(page).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('links to pages and headings that exist', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((match) => match[1]!);
    const broken = links.filter((link) => {
      const [file, heading] = link.split('#') as [string, string | undefined];
      const target = file === '' ? page : join(dirname(page), file);
      return !existsSync(target) || (heading !== undefined && !headings(read(target)).includes(heading));
    });
    expect(broken).toEqual([]);
  });

  it('names commands that package.json has', () => {
    const commands = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1]!);
    expect(commands.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });
});

/** The headings of a page, as GitHub makes anchors of them. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('ARCHITECTURE.md', () => {
  it('has the floors as npm run architecture draws them', () => {
    expect(/<!-- floors: .*? -->\n(.*?)\n<!-- \/floors -->/s.exec(architecture)?.[1]).toBe(floorsPicture());
  });

  it('shows a step without a penalty in at most 8 files, a run in at most 10', () => {
    const filesOf = (title: string) => {
      const files =
        listOf(title, /^## /m)
          .join()
          .match(/src\/(?!penalties)[\w/-]+\.ts/g) ?? [];
      return new Set(files).size;
    };
    expect(filesOf('The life of a training step')).toBeGreaterThan(1);
    expect(filesOf('The life of a training step')).toBeLessThanOrEqual(8);
    expect(filesOf('The life of a run')).toBeGreaterThan(1);
    expect(filesOf('The life of a run')).toBeLessThanOrEqual(10);
  });

  it('has whatever is added in 5 to 9 places', () => {
    const additions = [...architecture.matchAll(/^### (An? \w+)$/gm)].map((match) => match[1]!);
    expect(additions).toHaveLength(7);
    const lengths = additions.map((title) => listOf(title, /^###? /m).length);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(9);
  });

  it('lists every decision', () => {
    expect(decisions.filter((page) => !architecture.includes(`(${page})`))).toEqual([]);
  });
});

/** The items of the numbered list below a heading, up to the next one. */
function listOf(title: string, next: RegExp): string[] {
  const section = architecture.split(new RegExp(`^#+ ${title}$`, 'm'))[1]!.split(next)[0]!;
  return section.match(/^\d+\. .*(\n {2,}.*)*/gm) ?? [];
}

describe('the address of the repository', () => {
  const { url } = manifest.repository;
  const address = url.replace(/^git\+/, '').replace(/\.git$/, '');

  it('is one, wherever package.json needs it', () => {
    expect(manifest.homepage).toBe(`${address}#readme`);
    expect(manifest.bugs.url).toBe(`${address}/issues`);
  });

  it('stands in the package.json of both packages alone: it is a placeholder', () => {
    const files = execFileSync('git', ['grep', '-lF', new URL(address).host + new URL(address).pathname]);
    expect(files.toString().trim().split('\n')).toEqual([
      'package.json',
      'packages/create-gan-core/package.json',
    ]);
  });
});
