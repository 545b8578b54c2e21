import { Problem } from './problem.js';

/** Lines of numbers, and what their columns are called. */
export interface Table {
  /** Of each column; none where the first line is numbers already. */
  readonly names: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

interface Line {
  readonly number: number;
  readonly fields: readonly string[];
}

/**
 * Reads lines of numbers by semicolons, tabs, commas or blanks; the first line may name the columns.
 *
 * @param file - its name, for errors
 * @param chosen - the columns to take, by name or by place, 1 for the first; all where there are none
 */
export function readCsv(text: string, file: string, chosen: readonly string[] = []): Table {
  if (/[\0\uFFFD]/.test(text))
    throw new Problem(`${file}: isn't text in UTF-8. Save it as such: in Excel, 'CSV UTF-8'.`);
  const lines = linesOf(text.replace(/^\uFEFF/, ''));
  const [first] = lines;
  if (!first) throw new Problem(`${file}: is empty; expected numbers, a point in each line.`);
  for (const { number, fields } of lines)
    if (fields.length !== first.fields.length)
      throw new Problem(
        `${file}, line ${number}: has ${count(fields, 'field')}; expected ${first.fields.length}, as line ${first.number} has.`,
      );
  const places =
    chosen.length === 0
      ? first.fields.map((_, place) => place)
      : chosen.map((name) => placeOf(name, first.fields, file));
  const taken = lines.map((line) => ({ ...line, fields: places.map((place) => line.fields[place]!) }));
  const names = namesIn(taken[0]!, file);
  return { names, rows: taken.slice(names.length > 0 ? 1 : 0).map((line) => numbersIn(line, names, file)) };
}

function linesOf(text: string): Line[] {
  const lines = text.split(/\r\n|\r|\n/).map((line, index) => ({ number: index + 1, line: line.trim() }));
  const kept = lines.filter(({ line }) => line !== '');
  // Where commas stand in numbers, 0,5, semicolons or tabs lie between them.
  const separator = [';', '\t', ','].find((each) => kept[0]?.line.includes(each)) ?? '\\s+';
  // Not within quotes: an even number of them follows.
  const between = new RegExp(`${separator}(?=(?:[^"]*"[^"]*")*[^"]*$)`);
  return kept.map(({ number, line }) => ({
    number,
    fields: (line.includes('"') ? line.split(between) : line.split(new RegExp(separator))).map(unquoted),
  }));
}

function unquoted(field: string): string {
  return field.trim().replace(/^"(.*)"$/, (_, inner: string) => inner.replaceAll('""', '"').trim());
}

function placeOf(name: string, fields: readonly string[], file: string): number {
  const place = /^\d+$/.test(name) ? Number(name) - 1 : fields.indexOf(name);
  if (place >= 0 && place < fields.length) return place;
  throw new Problem(
    `--columns: got '${name}'; ${file} has ${count(fields, 'column')}, and its first line is ${fields.join(', ')}.`,
  );
}

/** The names in the first line; none where it holds numbers alone. */
function namesIn({ number, fields }: Line, file: string): readonly string[] {
  const isWord = (field: string) => Number.isNaN(numberOf(field));
  const word = fields.find(isWord);
  if (word === undefined) return [];
  if (!fields.every(isWord))
    throw new Problem(
      `${file}, line ${number}: got ${shown(word)} beside numbers; expected numbers alone, or a name for each column.${without(fields, isWord)}`,
    );
  const nameless = fields.indexOf('');
  if (nameless < 0) return fields;
  throw new Problem(
    `${file}: column ${nameless + 1} has no name; expected one. It may be the lines' numbers.${without(fields, (name) => name === '')}`,
  );
}

function numbersIn({ number, fields }: Line, names: readonly string[], file: string): number[] {
  return fields.map((field, index) => {
    const value = numberOf(field);
    if (Number.isFinite(value)) return value;
    const columns = names.length > 0 ? names : fields;
    throw new Problem(
      `${file}, line ${number}, column ${names[index] ?? index + 1}: got ${shown(field)}; expected a number. Put one there, or take the line out.${without(columns, (_, place) => place === index)}`,
    );
  });
}

/** How to leave columns out, where enough are left. */
function without(columns: readonly string[], isOut: (column: string, place: number) => boolean): string {
  const kept = columns.flatMap((column, place) => (isOut(column, place) ? [] : [{ column, place }]));
  if (kept.length < 2) return '';
  const areWords = kept.every(({ column }) => /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(column));
  const names = kept.map(({ column, place }) => (areWords ? column : place + 1));
  return ` Or leave the column out: --columns ${names.join(',')}`;
}

/** NaN for what is no number. */
function numberOf(field: string): number {
  // Commas that are left stand in numbers.
  return field === '' ? Number.NaN : Number(field.replace(',', '.'));
}

function shown(field: string): string {
  return field === '' ? 'nothing' : `'${field}'`;
}

function count(items: readonly unknown[], what: string): string {
  return `${items.length} ${what}${items.length === 1 ? '' : 's'}`;
}
