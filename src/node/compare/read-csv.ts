import { UsageError } from '../usage-error';
import type { NumberArray } from './number-array';

/**
 * Reads a table of numbers: a sample in each line, by commas, semicolons, tabs or blanks; the first line may be a header. Empty lines and
 * those that begin with `#`, as numpy's savetxt writes headers, are passed over. Fields may stand in quotes, as R's write.csv puts names.
 *
 * @param text - the file's
 * @param file - its name, for errors
 * @throws UsageError naming line and column, for what isn't a number or a line of another length
 */
export function readCsv(text: string, file: string): NumberArray {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  if (lines.length === 0)
    throw new UsageError(`${file}: is empty; expected a line of numbers for each sample.`);
  const separator = separatorOf(lines[0]!.line);
  const rows = lines.map(({ line, number }) => ({ fields: fieldsOf(line, separator), number }));
  const first = rows[0]!.fields;
  // pandas numbers columns that have no names: 0, 1, 2 and so on.
  const areColumnNumbers =
    first.length > 1 && rows.length > 1 && first.every((field, column) => field === String(column));
  if (areColumnNumbers) rows.shift();
  else if (!first.every(looksLikeNumber)) {
    refuseIndex(first, file);
    rows.shift();
  }
  const width = rows[0]?.fields.length ?? 0;
  if (rows.length === 0)
    throw new UsageError(`${file}: has a header alone; expected a line of numbers for each sample.`);
  const values = new Float64Array(rows.length * width);
  rows.forEach(({ fields, number }, row) => {
    if (fields.length !== width)
      throw new UsageError(
        `${file}: line ${number} has ${fields.length} numbers where line ${rows[0]!.number} has ${width}; expected as many.`,
      );
    for (let column = 0; column < width; column++) {
      const value = numberOf(fields[column]!);
      if (value === undefined) throw noNumber(fields[column]!, file, number, column + 1);
      values[row * width + column] = value;
    }
  });
  return { shape: [rows.length, width], values };
}

function separatorOf(line: string): string | RegExp {
  return [',', ';', '\t'].find((separator) => line.includes(separator)) ?? /\s+/;
}

/** The fields of a line; quotes are taken off, and a separator within them is none (RFC 4180). */
function fieldsOf(line: string, separator: string | RegExp): string[] {
  if (!line.includes('"')) return line.split(separator);
  const quoted: string[] = [];
  const bare = line.replace(
    /"((?:[^"]|"")*)"/g,
    (_, content: string) => `\0${quoted.push(content.replaceAll('""', '"')) - 1}\0`,
  );
  return bare
    .split(separator)
    .map((field) => field.replace(/\0(\d+)\0/g, (_, index: string) => quoted[Number(index)]!));
}

/** A finite number, or undefined. */
function numberOf(field: string): number | undefined {
  const value = field.trim() === '' ? Number.NaN : Number(field);
  return Number.isFinite(value) ? value : undefined;
}

const isNotFinite = (field: string) => /^[+-]?(nan|inf|infinity)$/i.test(field.trim());
const looksLikeNumber = (field: string) => numberOf(field) !== undefined || isNotFinite(field);

/** Row names would pass for a feature: pandas and R write a column for them, whose name is empty. */
function refuseIndex(header: readonly string[], file: string): void {
  if (header.length < 2 || header[0]!.trim() !== '') return;
  throw new UsageError(
    `${file}: the first column has no name, as that of row numbers; expected features alone. Leave it out: to_csv(file, index=False) of pandas, row.names = FALSE of R.`,
  );
}

function noNumber(field: string, file: string, line: number, column: number): UsageError {
  const came = field.trim() === '' ? 'nothing' : `'${field.trim().slice(0, 40)}'`;
  const advice = isNotFinite(field) ? ' Leave such samples out.' : '';
  return new UsageError(
    `${file}: line ${line}, column ${column}: got ${came}; expected a finite number.${advice}`,
  );
}
