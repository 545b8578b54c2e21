/** A table of Markdown: the first column holds words, the others numbers. Columns without any figure are left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = head.map((_, column) => column).filter((column) => rows.some((row) => row[column] !== ''));
  const line = (cells: readonly string[]) => `| ${columns.map((column) => cells[column]).join(' | ')} |`;
  const alignment = columns.map((column) => (column === 0 ? '---' : '--:'));
  return [line(head), `|${alignment.join('|')}|`, ...rows.map(line)].join('\n');
}
