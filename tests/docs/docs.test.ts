import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Program, programsIn, root, runProgram, typeErrors, writePrograms } from './program';

const folder = fileURLToPath(new URL('./programs', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'docs-'));

function programsOf(page: string): Program[] {
  const text = readFileSync(`${root}/${page}`, 'utf8');
  return programsIn(page, text, (line) => `${folder}/${page.replace(/^docs\/|\.md$/g, '')}-${line}.ts`);
}

/** A program that imports another block of its page, './game.js' say, which begins with the comment `// game.js`. */
function withImports(program: Program): Program {
  const { page, line } = program;
  const source = program.source.replace(/(?<= from ')\.\/([\w-]+\.js)(?=')/g, (_, name: string) => {
    const named = programs.filter((each) => each.page === page && each.source.startsWith(`// ${name}\n`));
    const nearest = named.filter((each) => each.line < line).at(-1);
    return nearest ? nearest.file.replace(/\.ts$/, '') : `./${name}`;
  });
  return { ...program, source };
}

/** Runs a task in a folder of a page's own, where a program finds what another one of the page has written. */
async function inFolderOf<Result>(page: string, task: () => Promise<Result>): Promise<Result> {
  const before = process.cwd();
  mkdirSync(join(work, page), { recursive: true });
  process.chdir(join(work, page));
  try {
    return await task();
  } finally {
    process.chdir(before);
  }
}

const names = [
  'training',
  'theory',
  'estimators',
  'penalties',
  'images',
  'figures',
  'runs',
  'export',
  'metrics',
];
const guides = readdirSync(`${root}/docs/guides`).filter((name) => name.endsWith('.md'));
const pages = [
  ...names.map((name) => `docs/${name}.md`),
  ...guides.map((name) => `docs/guides/${name}`),
  'ARCHITECTURE.md',
];
const programs = pages.flatMap(programsOf);

beforeAll(() => writePrograms(programs.map(withImports)));
afterAll(() => {
  for (const each of [folder, work]) rmSync(each, { recursive: true, force: true });
});

it('every block of TypeScript in a page is found', () => {
  for (const page of pages) {
    const fences = readFileSync(`${root}/${page}`, 'utf8').match(/^```(ts|typescript|js).*$/gm) ?? [];
    expect(fences.every((fence) => fence === '```ts' || fence === '```ts browser')).toBe(true);
    expect(programs.filter((program) => program.page === page)).toHaveLength(fences.length);
  }
});

it("the pages' programs have no errors of types", { timeout: 180_000 }, () => {
  expect(typeErrors(programs)).toEqual([]);
});

describe.each(programs.filter(({ elsewhere }) => !elsewhere))(
  'the program of $page at line $line',
  (program) => {
    it(program.claimed.length > 0 ? 'prints what the page says' : 'runs', async () => {
      const printed = await inFolderOf(program.page, () => runProgram(program));
      if (program.claimed.length > 0) expect(printed).toEqual(program.claimed);
    });
  },
);

it('every number of the theory is printed by a program of the page', () => {
  const theory = programs.filter(({ page }) => page === 'docs/theory.md');
  expect(theory.every(({ claimed }) => claimed.length > 0)).toBe(true);
});
