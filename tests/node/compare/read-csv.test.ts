import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/node/compare/read-csv';

const read = (text: string) => {
  const { shape, values } = readCsv(text, 'x.csv');
  return [shape, [...values]];
};
const expected = [
  [2, 3],
  [1, -2.5, 3e-7, 4, 5, 6],
];

describe('readCsv', () => {
  it.each([
    ['commas', '1,-2.5,3e-7\n4,5,6\n'],
    ['a header', 'a,b,c\n1,-2.5,3e-7\n4,5,6'],
    ['a header that is partly numbers', '0,1,mean\n1,-2.5,3e-7\n4,5,6'],
    ["pandas' numbers of nameless columns", '0,1,2\n1,-2.5,3e-7\n4,5,6'],
    ["numpy's savetxt, with its header", '# a b c\n1.0e+00 -2.5e+00 3.0e-07\n4 5 6\n'],
    ['semicolons', '1;-2.5;3e-7\n4;5;6'],
    ['tabs', '1\t-2.5\t3e-7\n4\t5\t6'],
    ["Windows' lines, blanks and empty lines", '1, -2.5 ,3e-7\r\n\r\n4,5,6\r\n'],
    ['quoted numbers', '"a","b","c"\n"1","-2.5","3e-7"\n"4","5","6"'],
    ['quoted names with separators', '"a, or b","say ""c""",d\n1,-2.5,3e-7\n4,5,6'],
    ['a byte order mark', '\uFEFF1,-2.5,3e-7\n4,5,6'],
  ])('reads %s', (_, text) => {
    expect(read(text)).toEqual(expected);
  });

  it('reads a single column', () => {
    expect(read('score\n1\n2\n')).toEqual([
      [2, 1],
      [1, 2],
    ]);
  });

  it('gives every float64 back that was written', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const table = fc.array(fc.tuple(finite, finite), { minLength: 1 });
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => row.join(',')).join('\n');
        expect(read(text)).toEqual([[rows.length, 2], rows.flat().map((value) => value + 0)]);
      }),
    );
  });

  it.each([
    ['', 'x.csv: is empty; expected a line of numbers for each sample.'],
    ['a,b\n', 'x.csv: has a header alone; expected a line of numbers for each sample.'],
    ['1,2\n3\n', 'x.csv: line 2 has 1 numbers where line 1 has 2; expected as many.'],
    ['a,b\n\n1,2\n3,x', "x.csv: line 4, column 2: got 'x'; expected a finite number."],
    ['1,2\n3,"2,5"', "x.csv: line 2, column 2: got '2,5'; expected a finite number."],
    ['1,2\n,4', 'x.csv: line 2, column 1: got nothing; expected a finite number.'],
    ['nan,2\n3,4', "x.csv: line 1, column 1: got 'nan'; expected a finite number. Leave such samples out."],
    ['1,2\n3,-Inf', "x.csv: line 2, column 2: got '-Inf'; expected a finite number. Leave such samples out."],
    ['1;2\n3,5;4', "x.csv: line 2, column 1: got '3,5'; expected a finite number."],
    [
      '"","a","b"\n"1",1,2\n',
      'x.csv: the first column has no name, as that of row numbers; expected features alone.',
    ],
    [
      ',a,b\n0,1,2\n',
      'x.csv: the first column has no name, as that of row numbers; expected features alone. Leave it out: to_csv(file, index=False) of pandas, row.names = FALSE of R.',
    ],
  ])('refuses %j', (text, message) => {
    expect(() => readCsv(text, 'x.csv')).toThrow(message);
  });
});
