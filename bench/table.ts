/** A table of Markdown, numbers at the right. Columns without anything in them are left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = head.map((_, column) => column).filter((column) => rows.some((row) => row[column] !== ''));
  const line = (cells: readonly string[]) => `| ${columns.map((column) => cells[column]).join(' | ')} |`;
  const isNumber = (cell = '') => /^[\d.]*( \*)?$/.test(cell);
  const alignment = columns.map((column) => (rows.every((row) => isNumber(row[column])) ? '--:' : '---'));
  return [line(head), `|${alignment.join('|')}|`, ...rows.map(line)].join('\n');
}
