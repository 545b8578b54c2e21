import '@tensorflow/tfjs-backend-cpu';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const root = path('../..');
const folder = path('./programs');

/** A program of a page: one `ts` block. */
interface Program {
  readonly page: string;
  /** The line of the page where it begins. */
  readonly line: number;
  readonly file: string;
  readonly source: string;
  /** Whether it needs a browser: then only its types are checked. */
  readonly browser: boolean;
  /** What its `// → ` comments say that it prints, line by line. */
  readonly claimed: readonly string[];
}

function programsOf(page: string): Program[] {
  const text = readFileSync(`${root}/${page}`, 'utf8');
  return [...text.matchAll(/^```ts( browser)?\n(.*?)^```$/gms)].map((match) => {
    const [, browser, source] = match as unknown as [string, string | undefined, string];
    const line = text.slice(0, match.index).split('\n').length + 1;
    return {
      page,
      line,
      file: `${folder}/${page.replace(/^docs\/|\.md$/g, '')}-${line}.ts`,
      source,
      browser: browser !== undefined,
      claimed: [...source.matchAll(/\/\/ → (.*)$/gm)].map((claim) => claim[1]!),
    };
  });
}

/** A program that imports another block of its page, './game.js' say, which begins with the comment `// game.js`. */
function withImports({ page, line, source }: Program): string {
  return source.replace(/(?<= from ')\.\/([\w-]+\.js)(?=')/g, (_, name: string) => {
    const named = programs.filter((each) => each.page === page && each.source.startsWith(`// ${name}\n`));
    const nearest = named.filter((each) => each.line < line).at(-1);
    return nearest ? nearest.file.replace(/\.ts$/, '') : `./${name}`;
  });
}

const guides = ['training', 'theory', 'estimators', 'penalties'].map((name) => `docs/${name}.md`);
const pages = [...guides, 'ARCHITECTURE.md'];
const programs = pages.flatMap(programsOf);

/** A reader's process has no backend until the program starts one. */
class NoBackend extends tf.KernelBackend {
  override write(): never {
    throw new Error('the program makes a tensor before it starts a backend');
  }
}

tf.enableProdMode();
tf.registerBackend('none', () => new NoBackend());
beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  // A module each, also where nothing is imported or exported.
  for (const program of programs) writeFileSync(program.file, `${withImports(program)}export {};\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('every block of TypeScript in a page is found', () => {
  for (const page of pages) {
    const fences = readFileSync(`${root}/${page}`, 'utf8').match(/^```(ts|typescript|js).*$/gm) ?? [];
    expect(fences.every((fence) => fence === '```ts' || fence === '```ts browser')).toBe(true);
    expect(programs.some((program) => program.page === page)).toBe(true);
  }
});

it("the pages' programs have no errors of types", { timeout: 180_000 }, () => {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile);
  config.compilerOptions.types.push('vite/client'); // for `?url`
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const program = ts.createProgram(
    programs.map(({ file }) => file),
    options,
  );
  const errors = programs.flatMap(({ file, page, line }) => {
    const source = program.getSourceFile(file)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0 }) => {
        const inside = source.getLineAndCharacterOfPosition(start).line;
        return `${page}, block at line ${line}, its line ${inside + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
  expect(errors).toEqual([]);
});

describe.each(programs.filter(({ browser }) => !browser))(
  'the program of $page at line $line',
  ({ file, source, claimed }) => {
    it(claimed.length > 0 ? 'prints what the page says' : 'runs', async () => {
      // tfjs starts the backend of a package that the program imports.
      await tf.setBackend(/'@tensorflow\/tfjs-backend-(\w+)'/.exec(source)?.[1] ?? 'none');
      const log = vi.spyOn(console, 'log').mockImplementation(() => {});
      try {
        await import(/* @vite-ignore */ file);
        if (claimed.length > 0) expect(log.mock.calls.map((line) => format(...line))).toEqual(claimed);
      } finally {
        log.mockRestore();
      }
    });
  },
);

it('every number of the theory is printed by a program of the page', () => {
  const theory = programs.filter(({ page }) => page === 'docs/theory.md');
  expect(theory.every(({ claimed }) => claimed.length > 0)).toBe(true);
});
