import { readFileSync, writeFileSync } from 'node:fs';
import type { Row } from './try-tool';

const file = 'docs/platforms.md';
const [begin, end] = ['<!-- consumers: written by npm run consumers -- --write -->', '<!-- /consumers -->'];

/**
 * Writes the table of docs/platforms.md.
 *
 * @param where - on what it was run, in one line
 */
export function writeTable(rows: readonly Row[], where: string): void {
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${file} lacks the marks ${begin} and ${end}`);
  const cells = rows.map(
    ({ tool, version, what, result }) =>
      `| ${tool} | ${version} | ${what} | ${result.replaceAll('|', '\\|')} |`,
  );
  const table = ['| tool | version | what was run | result |', '| --- | --- | --- | --- |', ...cells].join(
    '\n',
  );
  writeFileSync(file, `${before}${begin}\n${where}\n\n${table}\n${end}${after}`);
}
