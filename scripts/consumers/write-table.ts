import { readFileSync, writeFileSync } from 'node:fs';
import type { Check, Tool } from './tool';
import type { Row } from './try-tool';

const file = 'docs/platforms.md';
const [begin, end] = ['<!-- consumers: written by npm run consumers -- --write -->', '<!-- /consumers -->'];

/**
 * Writes the table of docs/platforms.md.
 *
 * @param tools - in the table's order
 * @param tried - the rows of those that were tried; the others keep theirs
 * @param whereFrom - on what it was run, in one line, from the line that stood there
 */
export function writeTable(
  tools: readonly Tool[],
  tried: ReadonlyMap<string, readonly Row[]>,
  whereFrom: (before: string) => string,
): void {
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(begin);
  const [inside, after] = rest?.split(end) ?? [];
  if (inside === undefined || after === undefined)
    throw new Error(`${file} lacks the marks ${begin} and ${end}`);
  const [where = '', ...lines] = inside.trim().split('\n');
  const cells = tools.flatMap(
    ({ name, checks }) => tried.get(name)?.map(lineOf) ?? checks.flatMap((check) => taken(lines, check)),
  );
  const table = ['| tool | version | what was run | result |', '| --- | --- | --- | --- |', ...cells].join(
    '\n',
  );
  writeFileSync(file, `${before}${begin}\n${whereFrom(where)}\n\n${table}\n${end}${after}`);
}

function lineOf({ tool, version, what, result }: Row): string {
  return `| ${tool} | ${version} | ${what} | ${result.replaceAll('|', '\\|')} |`;
}

/** Takes a check's line away from those that are left. Several versions of a tool have the same check: theirs come in the table's order. */
function taken(lines: string[], { tool, what }: Check): string[] {
  const place = lines.findIndex((line) => line.startsWith(`| ${tool} | `) && line.includes(` | ${what} | `));
  return place < 0 ? [] : lines.splice(place, 1);
}
