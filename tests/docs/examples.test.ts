import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programsIn, root, runProgram, typeErrors, writePrograms } from './program';
import { publicFunctions } from './public-functions';

/** How many public functions and classes have no `@example`: may only fall. */
const withoutExample = 0;

const folder = fileURLToPath(new URL('./examples', import.meta.url));
const functions = publicFunctions();
const programs = functions.flatMap(({ name, page, examples }) =>
  examples.flatMap(({ text, line: firstLine }) =>
    programsIn(page, text, (line) => `${folder}/${name}-${line}.ts`, firstLine).map((program) => ({
      name,
      ...program,
    })),
  ),
);

beforeAll(() => writePrograms(programs));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('every @example of the sources is found, one program each', () => {
  const files = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const texts = files.map((file) => readFileSync(`${root}/src/${file}`, 'utf8'));
  const tags = texts.flatMap((text) => text.match(/^ *\* @example/gm) ?? []);
  expect(tags.length).toBeGreaterThan(0);
  expect(programs).toHaveLength(tags.length);
});

it('the public functions and classes without one are no more than they were', () => {
  const lacking = functions.filter(({ examples }) => examples.length === 0);
  const list = lacking.map(({ page, name }) => `${page}: ${name}`).join('\n');
  expect(lacking.length, `without an @example:\n${list}\n`).toBe(withoutExample);
});

it("the examples' programs have no errors of types", { timeout: 180_000 }, () => {
  expect(typeErrors(programs)).toEqual([]);
});

describe.each(programs.filter(({ elsewhere }) => !elsewhere))(
  'the example of $name, $page line $line',
  (program) => {
    it('prints what its comments say', async () => {
      expect(program.claimed.length).toBeGreaterThan(0);
      expect(await runProgram(program)).toEqual(program.claimed);
    });
  },
);
