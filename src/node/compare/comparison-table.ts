import type { Comparison, ComparisonRow, Side } from './comparison';
import { wrapped } from './wrapped';

const WIDTH = 80;
const MINUS = '-';

/** The comparison as text: who is compared, a table, and beneath it what keeps one from trusting it. */
export function comparisonTable(comparison: Comparison): string {
  return [headOf(comparison), tableOf(comparison), notesOf(comparison)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headOf({ real, generated, train, features }: Comparison): string {
  const side = ({ path, samples }: Side) => `${samples.toLocaleString('en')} samples of ${path}`;
  const numbers = `${features.dimension} ${features.dimension === 1 ? 'number' : 'numbers'} a sample`;
  return [
    ['real', side(real)],
    ['generated', side(generated)],
    ...(train ? [['training', side(train)]] : []),
    ['features', `${numbers}: ${features.source}`],
  ]
    .map(([name, text]) => `${name!.padEnd(9)}  ${text}`)
    .join('\n');
}

/** Figures of a number, the first that give a table as wide as a terminal. */
const FIGURES = [8, 7, 6, 5, 4, 3, 2];

function tableOf(comparison: Comparison): string {
  const tables = FIGURES.map((figures) => tableWith(comparison, figures));
  const width = (table: string) => Math.max(...table.split('\n').map(({ length }) => length));
  return tables.find((table) => width(table) <= WIDTH) ?? tables.at(-1)!;
}

function tableWith({ rows, confidence }: Comparison, figures: number): string {
  const interval = `${Number((100 * confidence).toFixed(6))} % interval`;
  const cells = [
    ['', 'value', interval, 'ideal', 'looks at'],
    ...rows.map((row) =>
      'estimate' in row ? cellsOf(row, figures) : [row.title, 'not run', '', '', row.looksAt],
    ),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const [head, ...body] = cells.map((line) =>
    line
      .map((cell, column) => (column === 1 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  const length = widths.reduce((sum, width) => sum + width + 2, -2);
  return [head, '-'.repeat(length), ...body].join('\n');
}

function cellsOf({ title, estimate, ideal, looksAt, pValue }: ComparisonRow, figures: number): string[] {
  const { value, interval, standardError } = estimate;
  const format = formatOf(value, standardError, figures);
  return [
    title,
    format(value),
    `${format(interval[0])} to ${format(interval[1])}`,
    ideal === null ? 'high' : String(Number(ideal.toFixed(2))),
    pValue === undefined ? looksAt : `${looksAt}, ${probability(pValue)}`,
  ];
}

function probability(value: number): string {
  if (value < 1e-4) return 'p < 1e-4';
  return `p = ${value < 0.01 ? value.toPrecision(1) : value.toFixed(2)}`;
}

/** Writes numbers to two figures of the error, and to so many of the number at most. */
function formatOf(value: number, error: number, figures: number): (value: number) => string {
  const size = Math.max(Math.abs(value), error);
  const isPlain = size === 0 || (size < 1e6 && size >= 1e-3);
  const places = (of: number) => (of > 0 ? Math.max(0, 1 - Math.floor(Math.log10(of))) : 3);
  if (isPlain) {
    const whole = size < 1 ? 1 : Math.floor(Math.log10(size)) + 1;
    const digits = Math.min(places(error), 5, Math.max(0, figures - whole));
    return (number) => clean(number.toFixed(digits));
  }
  const exponent = Math.floor(Math.log10(size));
  const digits = Math.min(4, figures - 1, Math.max(0, places(error / 10 ** exponent)));
  return (number) => `${clean((number / 10 ** exponent).toFixed(digits))}e${exponent}`;
}

/** Digits without the sign of a 0. */
function clean(digits: string): string {
  return /^-0(\.0*)?$/.test(digits) ? digits.slice(MINUS.length) : digits;
}

/** Warnings and reasons, each once, with the rows that it is of; those of the whole first. */
function notesOf({ warnings, rows }: Comparison): string {
  const titles = new Map<string, string[]>();
  for (const row of rows) {
    const notes = 'estimate' in row ? row.estimate.warnings : [`Not run: ${row.problem}`];
    for (const note of notes) titles.set(note, [...(titles.get(note) ?? []), row.title]);
  }
  const computed = rows.filter((row) => 'estimate' in row).length;
  const ofRows = [...titles].map(([note, of]) => {
    const subject = of.length > 2 && of.length === computed ? 'All' : of.join(', ');
    return `${subject}: ${note}`;
  });
  return [...warnings, ...ofRows].map((note) => wrapped(note, WIDTH, '  ')).join('\n');
}
