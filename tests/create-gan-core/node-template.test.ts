import { describe, expect, it } from 'vitest';
import { Problem } from '../../packages/create-gan-core/templates/node/src/problem';
import { readCsv } from '../../packages/create-gan-core/templates/node/src/read-csv';
import { readSettings, usage } from '../../packages/create-gan-core/templates/node/src/settings';
import { csvOf } from '../../packages/create-gan-core/templates/node/src/write-results';

const read = (text: string, ...chosen: string[]) => readCsv(text, 'points.csv', chosen);
const complaint = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
};
const refusal = (text: string, ...chosen: string[]) => complaint(() => read(text, ...chosen));

describe("the Node template's .csv", () => {
  it.each([
    ['commas', 'width,height\n1,2.5\n-3e2,4\n'],
    ['semicolons, and commas in the numbers', 'width;height\r\n1;2,5\r\n-300;4\r\n'],
    ['tabs', 'width\theight\n1\t2.5\n-300\t4'],
    ['blanks', '  width  height\n\n  1   2.5\n-300 4\n\n'],
    ['quotes, and the mark that Excel sets', '\uFEFF"width","height"\n"1","2.5"\n"-300","4"'],
    ['line ends of an old Mac', 'width,height\r1,2.5\r-300,4\r'],
  ])('may have %s', (_, text) => {
    const rows = [
      [1, 2.5],
      [-300, 4],
    ];
    expect(read(text)).toEqual({ names: ['width', 'height'], rows });
  });

  it('may have no names, and a separator in them', () => {
    expect(read('1,2\n3,4')).toEqual({
      names: [],
      rows: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(read('"width, cm","a ""b"""\n1,2')).toEqual({ names: ['width, cm', 'a "b"'], rows: [[1, 2]] });
  });

  it('gives the columns that were asked for, by name or by place', () => {
    const text = 'id,x,kind,y\n7,1,a,2\n8,3,b,4';
    const rows = [
      [2, 1],
      [4, 3],
    ];
    expect(read(text, 'y', 'x')).toEqual({ names: ['y', 'x'], rows });
    expect(read(text, '4', '2')).toEqual({ names: ['y', 'x'], rows });
    expect(read('7,1,a,2\n8,3,b,4', '4', '2')).toEqual({ names: [], rows });
  });

  it.each([
    ['', 'points.csv: is empty; expected numbers'],
    ['a,b\n1,2\n\n3', 'points.csv, line 4: has 1 field; expected 2, as line 1 has.'],
    ['a,b,kind\n1,2,x', "line 2, column kind: got 'x'; expected a number.*--columns a,b$"],
    ['my a,b,kind\n1,2,x', 'leave the column out: --columns 1,2$'],
    ['1,2,x\n3,4,y', "line 1: got 'x' beside numbers; .*--columns 1,2$"],
    ['a,b\n1,\n', 'line 2, column b: got nothing; expected a number. Put one there, or take the line out.$'],
    ['1,2\n3,Infinity', "line 2, column 2: got 'Infinity'"],
    ['1;2\n3;1.234,5', "line 2, column 2: got '1.234,5'"],
    [',x,y\n0,1,2', 'column 1 has no name; .*--columns x,y$'],
    ['PK\0\u0001', "isn't text in UTF-8"],
  ])('is refused in one sentence: %j', (text, message) => {
    expect(refusal(text)).toMatch(new RegExp(message));
    expect(refusal(text)).not.toContain('\n');
  });

  it('is refused for a column that it has not', () => {
    expect(refusal('a,b\n1,2', 'c')).toBe(
      "--columns: got 'c'; points.csv has 2 columns, and its first line is a, b.",
    );
    expect(refusal('a,b\n1,2', '3')).toContain("got '3'");
  });

  it('is written under the names of what was read', () => {
    const text = csvOf(
      ['width, cm', 'b'],
      [
        [0.1, 1700000000.25],
        [1e-7, -2],
      ],
    );
    expect(text).toBe('"width, cm",b\n0.1,1700000000.25\n1e-7,-2\n');
    expect(read(text).names).toEqual(['width, cm', 'b']);
    expect(csvOf([], [[1, 2]])).toBe('1,2\n');
  });
});

describe("the Node template's settings", () => {
  it('are of a ring where nothing is typed', () => {
    expect(readSettings([])).toEqual({
      file: undefined,
      columns: [],
      steps: 5000,
      seed: 1,
      out: 'out/ring',
    });
    expect(readSettings(['--help'])).toBeUndefined();
    expect(readSettings(['--', '--steps', '7'])!.steps).toBe(7); // as pnpm hands it on
  });

  it('give each file, choice of columns and seed a folder of its own', () => {
    const outOf = (line: string) => readSettings(line.split(' '))!.out;
    expect(outOf('../data/höhe.v2.csv')).toBe('out/höhe.v2');
    expect(outOf('C:\\data\\a.csv --columns x,y')).toBe('out/a-x-y');
    expect(outOf('a.csv --columns ../x,y')).toBe('out/a-.._x-y');
    expect(outOf('a.csv --seed 2')).toBe('out/a-seed-2');
    expect(outOf('a.csv --out here')).toBe('here');
  });

  it.each([
    ['--stepz 5', "Unknown option '--stepz'."],
    ['--steps', 'argument missing.'],
    ['--steps 0', "--steps: got '0'; expected a whole number, at least 1."],
    ['--seed 1.5', "--seed: got '1.5'; expected a whole number, at least 0."],
    ['--columns a,b', 'without a file'],
    ['a.csv 100', 'npm start -- a.csv --steps 5000'],
  ])('refuse %s, with the usage', (line, message) => {
    const told = complaint(() => readSettings(line.split(' ')));
    expect(told).toContain(message);
    expect(told.endsWith(usage)).toBe(true);
  });
});
