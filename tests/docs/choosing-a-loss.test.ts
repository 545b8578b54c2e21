import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { root } from './program';

/** The slopes of G that a page's table gives, by the loss's code; each number once. */
function slopesIn(page: string, column: number): Map<string, string[]> {
  const rows = readFileSync(`${root}/${page}`, 'utf8').match(/^\| `\w+\(.*\|$/gm) ?? [];
  return new Map(
    rows.map((row) => {
      const cells = row.split('|').map((cell) => cell.trim());
      const numbers = cells[column]!.replaceAll('*', '').replaceAll('+', '');
      return [cells[1]!, [...new Set(numbers.split(/ \/ |, /))]];
    }),
  );
}

it('the guide to losses has the slopes of the table that is measured', () => {
  const measured = slopesIn('docs/losses.md', 5);
  const told = slopesIn('docs/guides/choosing-a-loss.md', 4);
  expect(told.size).toBeGreaterThan(10);
  for (const [loss, slopes] of told) expect([loss, slopes]).toEqual([loss, measured.get(loss)]);
});
