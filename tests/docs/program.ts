import '@tensorflow/tfjs-backend-cpu';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import ts from 'typescript';
import { vi } from 'vitest';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program of a page, or of a docstring: one `ts` block. */
export interface Program {
  /** The file that it stands in. */
  readonly page: string;
  /** The line of that file where it begins. */
  readonly line: number;
  /** Where it is written, to be run. */
  readonly file: string;
  readonly source: string;
  /** Whether it needs a browser: then browser-blocks.test.ts runs it. */
  readonly elsewhere: boolean;
  /** What its `// → ` comments say that it prints, line by line. */
  readonly claimed: readonly string[];
}

/**
 * The programs of a text in Markdown.
 *
 * @param page - the file that the text stands in
 * @param text - the text
 * @param fileOf - the file to write the program to, which begins at this line of the text
 * @param firstLine - the line of the file where the text begins
 */
export function programsIn(
  page: string,
  text: string,
  fileOf: (line: number) => string,
  firstLine = 1,
): Program[] {
  return [...text.matchAll(/^```ts( browser)?\n(.*?)^```$/gms)].map((match) => {
    const [, elsewhere, source] = match as unknown as [string, string | undefined, string];
    const line = firstLine + text.slice(0, match.index).split('\n').length;
    return {
      page,
      line,
      file: fileOf(line),
      source,
      elsewhere: elsewhere !== undefined,
      claimed: [...source.matchAll(/\/\/ → (.*)$/gm)].map((claim) => claim[1]!),
    };
  });
}

/** Writes programs to their files, a module each, also where nothing is imported or exported. */
export function writePrograms(programs: readonly Program[]): void {
  for (const { file, source } of programs) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${source}export {};\n`);
  }
}

/** TypeScript's view of these files, by the project's settings. */
export function compile(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile);
  config.compilerOptions.types.push('vite/client'); // for `?url`
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...rest) => {
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, ...rest));
    return parsed.get(file);
  };
  return ts.createProgram(files, options, host);
}

/** Files as they were parsed: most are those of TypeScript's and Node's own types, the same in every program. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** The errors of types of programs that were written. */
export function typeErrors(programs: readonly Program[]): string[] {
  const compiled = compile(programs.map(({ file }) => file));
  return programs.flatMap(({ file, page, line }) => {
    const source = compiled.getSourceFile(file)!;
    return [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0 }) => {
        const inside = source.getLineAndCharacterOfPosition(start).line;
        return `${page}, block at line ${line}, its line ${inside + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
}

/** A reader's process has no backend until the program starts one. */
class NoBackend extends tf.KernelBackend {
  override write(): never {
    throw new Error('the program makes a tensor before it starts a backend');
  }
}

tf.enableProdMode();
tf.registerBackend('none', () => new NoBackend());

/** Runs a program that was written, in a process without a backend, and gives the lines that it prints. */
export async function runProgram({ file, source }: Program): Promise<string[]> {
  // tfjs starts the backend of a package that the program imports.
  await tf.setBackend(/'@tensorflow\/tfjs-backend-(\w+)'/.exec(source)?.[1] ?? 'none');
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    await import(/* @vite-ignore */ file);
    return log.mock.calls.map((line) => format(...line));
  } finally {
    log.mockRestore();
  }
}
