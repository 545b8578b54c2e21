import { existsSync, readFileSync } from 'node:fs';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Check, holds } from '../../examples/lecture/claim';
import { claims } from '../../examples/lecture/claims';
import { claimNames, pictureOf, secondsOfClaims } from '../../examples/lecture/files';

let backend: ActiveBackend;
beforeAll(async () => {
  backend = await useBackend('wasm');
});
afterAll(() => backend.restore());

const found = new Map<string, readonly Check[]>();
/** Those that take half of the time: `npm run lecture-pages` tries them, as all others, from five seeds. */
const long = ['noise-and-generator', 'by-turns'];

describe.each(claims)('$name: $says', (claim) => {
  it.skipIf(long.includes(claim.name) && !process.env.ALL_CLAIMS)('holds', { timeout: 180_000 }, async () => {
    const { checks, picture } = await claim.show({ seed: 2, signal: new AbortController().signal });
    found.set(claim.name, checks);
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter((check) => !holds(check))).toEqual([]);
    expect(checks.filter(({ least, most }) => least === undefined && most === undefined)).toEqual([]);
    expect(String.fromCharCode(...picture.subarray(1, 4))).toBe('PNG');
  });
});

it('a number that is not within its bounds, or is none, fails', () => {
  expect(holds({ what: '', value: 1, least: 1, most: 1 })).toBe(true);
  expect(holds({ what: '', value: 0.9, least: 1 })).toBe(false);
  expect(holds({ what: '', value: 1.1, most: 1 })).toBe(false);
  expect(holds({ what: '', value: Number.NaN, most: 1 })).toBe(false);
});

it('the command knows the claims by their numbers', () => {
  expect(claims.map(({ name }) => name)).toEqual([...claimNames]);
  expect(secondsOfClaims).toHaveLength(claims.length);
});

const folders = { 'docs/lecture.md': 'docs/', 'docs/zh-TW/lecture.md': 'docs/zh-TW/' };
const text = (page: string) => readFileSync(page, 'utf8');
/** The sections of the claims, each from its heading on. */
const sections = (page: string) => text(page).split(/^## /m).slice(1);

describe.each(Object.entries(folders))('%s', (page, folder) => {
  it('tells every claim in order, with its figure', () => {
    expect(sections(page)).toHaveLength(claims.length);
    for (const [index, section] of sections(page).entries()) {
      expect(section.startsWith(`${index + 1}. `)).toBe(true);
      const pictures = [...section.matchAll(/\]\(([^)]*\.(?:png|gif))\)/g)].map(([, path]) => path!);
      expect(pictures[0]).toMatch(new RegExp(`assets/${pictureOf(claimNames[index]!)}$`));
      expect(pictures.filter((path) => !existsSync(`${folder}${path}`))).toEqual([]);
    }
  });

  it('describes each of its checks, and has numbers that hold', () => {
    for (const [index, section] of sections(page).entries()) {
      const checks = found.get(claimNames[index]!);
      const described = section.slice(section.indexOf('\n')).match(/^\d\. /gm)!;
      const rows = [...section.matchAll(/^\| (\d) \| (\S+) \| (\S+) … (\S+) \| (.*) \|$/gm)];
      expect(rows.map(([, number]) => Number(number))).toEqual(described.map((_, row) => row + 1));
      if (!checks) continue;
      expect(rows).toHaveLength(checks.length);
      for (const [row, [, , value, low, high]] of rows.entries())
        for (const each of [value, low, high])
          expect(holds({ ...checks[row]!, value: Number(each) })).toBe(true);
    }
  });
});

it('both languages have the same formulas', () => {
  const [english, chinese] = Object.keys(folders).map((page) => text(page).match(/^\$\$.*\$\$$/gm));
  expect(english!.length).toBeGreaterThan(6);
  expect(chinese).toEqual(english);
});
