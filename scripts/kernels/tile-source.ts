import { formatted } from './formatted';

/** The AssemblyScript that multiplies one tile of a product, unrolled. */
export const tileFile = 'src/backends/wasm/assembly/tile.ts';

/** A tile's rows, and its columns in vectors of four: ten sums, which stay in registers beside what they are made of. */
const [rows, vectors] = [5, 2];
/** How many steps of the depth one run of the loop takes. */
const stepsAtOnce = 4;

const range = (count: number) => [...Array(count).keys()];
const lines = (texts: readonly string[]) => texts.join('\n');
const columns = vectors * 4;
const panelBytes = columns * 4;
const sum = (row: number, vector: number) => `c${row}${vector}`;
const sums = range(rows).flatMap((row) => range(vectors).map((vector) => sum(row, vector)));
const at = (address: string, offset: number) => (offset === 0 ? address : `${address}, ${offset}`);

/** How a kernel reads A: where the value of a row lies at a step of the depth, and how its addresses move on. */
interface Reading {
  readonly value: (row: number, step: number) => string;
  readonly advance: (steps: number) => string;
}

const byRows: Reading = {
  value: (row, step) => at(`a${row}`, step * 4),
  advance: (steps) => lines(range(rows).map((row) => `a${row} += ${steps * 4};`)),
};
const byStrip: Reading = {
  value: (row, step) => at('a', (step * rows + row) * 4),
  advance: (steps) => `a += ${steps * rows * 4};`,
};

/** One step of the depth: each row's value times the step's columns of B, added to the row's sums. */
function depthStep({ value }: Reading, step: number): string {
  const ofB = range(vectors).map((v) => `b${v} = v128.load(${at('panel', step * panelBytes + v * 16)});`);
  const ofRows = range(rows).flatMap((row) => [
    `x = v128.load32_splat(${value(row, step)});`,
    ...range(vectors).map((v) => `${sum(row, v)} = f32x4.add(${sum(row, v)}, f32x4.mul(x, b${v}));`),
  ]);
  return lines([...ofB, ...ofRows]);
}

function depthLoop(reading: Reading, count: string, steps: number): string {
  return `for (let end = panel + ((<usize>(depth & ${count})) << ${Math.log2(panelBytes)}); panel < end; panel += ${steps * panelBytes}) {
${range(steps)
  .map((step) => depthStep(reading, step))
  .join('\n\n')}
${reading.advance(steps)}
}`;
}

function storeRows(condition: (row: number) => string): string {
  const target = (row: number) => ['c', 'c + rowBytes'][row] ?? `c + ${row} * rowBytes`;
  return lines(
    range(rows).map(
      (row) => `${condition(row)}storeRow(${target(row)}, ${range(vectors).map((v) => sum(row, v))}, bias);`,
    ),
  );
}

function multiplication(reading: Reading): string {
  return `${lines(sums.map((name, index) => `let ${name} = ${index === 0 ? 'f32x4.splat(0)' : sums[0]};`))}
  ${lines(range(vectors).map((v) => `let b${v}: v128;`))}
  let x: v128;
  ${depthLoop(reading, `~${stepsAtOnce - 1}`, stepsAtOnce)}
  ${depthLoop(reading, `${stepsAtOnce - 1}`, 1)}
  if (rows === tileRows && columns === tileColumns) {
    ${storeRows(() => '')}
  } else storeTile(${sums}, c, rows, columns, bias);`;
}

/** The text of `tileFile`. */
export function tileSource(): string {
  return formatted(tileFile, [header, multiplyRows(), multiplyStrip(), storeTile()].join('\n'));
}

const header = `// Written by \`npm run build:kernels\`: see scripts/kernels/tile-source.ts. The sums must stay in registers, and AssemblyScript has no
// macros: so each step of a loop is written out.
import { rowBytes, spareTile, storeRow, storeSpare } from './tile-target';

/** Rows and columns of the tile that one run of a tile kernel computes. */
export const tileRows: i32 = ${rows};
export const tileColumns: i32 = ${columns};
/** A tile's bytes. */
export const tileBytes: usize = ${rows * columns * 4};
`;

const multiplyRows = () => `/**
 * One tile of a product: rows of A, each \`depth\` long and \`stride\` bytes from the next, by a packed panel of B. Where fewer rows
 * remain, the last one stands in for those that are missing.
 */
export function multiplyRows(
  a: usize,
  stride: usize,
  rows: i32,
  depth: i32,
  panel: usize,
  c: usize,
  columns: i32,
  bias: usize,
): void {
  let a0 = a;
  ${lines(range(rows - 1).map((row) => `let a${row + 1} = rows > ${row + 1} ? a${row} + stride : a${row};`))}
  ${multiplication(byRows)}
}
`;

const multiplyStrip =
  () => `/** The same for a strip of A in which the values of each step of the depth lie side by side. */
export function multiplyStrip(
  a: usize,
  rows: i32,
  depth: i32,
  panel: usize,
  c: usize,
  columns: i32,
  bias: usize,
): void {
  ${multiplication(byStrip)}
}
`;

const storeTile = () => `/** Stores as much of a tile as lies within the matrix. */
function storeTile(
  ${lines(sums.map((name) => `${name}: v128,`))}
  c: usize,
  rows: i32,
  columns: i32,
  bias: usize,
): void {
  if (columns === tileColumns) {
    ${storeRows((row) => (row === 0 ? '' : `if (rows > ${row}) `))}
    return;
  }
  ${lines(sums.map((name, index) => `v128.store(${at(`spareTile, ${name}`, index * 16)});`))}
  storeSpare(c, rows, columns, tileColumns, bias);
}
`;
