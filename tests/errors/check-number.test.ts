import { describe, expect, it } from 'vitest';
import {
  aboveZero,
  anyNumber,
  checkNumber,
  finite,
  interval,
  type NumberRange,
  nonNegative,
  positive,
} from '../../src/errors';

const ranges: [string, NumberRange, taken: number[], refused: number[]][] = [
  ['a finite number', finite, [-1e308, 0, 1], [Infinity, -Infinity]],
  ['a positive, finite number', positive, [5e-324, 1e308], [0, -1, Infinity]],
  ['a number above 0', aboveZero, [5e-324, Infinity], [0, -1]],
  ['a finite number, at least 0', nonNegative, [0, -0, 1e308], [-5e-324, Infinity]],
  ['a number in (0, 1)', interval('(0, 1)'), [0.5, 5e-324], [0, 1, -1, 2]],
  ['a number in [0, 0.5)', interval('[0, 0.5)'), [0, 0.25], [0.5, -5e-324]],
  ['a number in [0, 1]', interval('[0, 1]'), [0, 1], [-0.1, 1.1]],
  ['a number in [-Infinity, 0]', interval('[-Infinity, 0]'), [-Infinity, 0], [5e-324, Infinity]],
];

describe('checkNumber', () => {
  it.each(ranges)('%s', (words, range, taken, refused) => {
    for (const value of taken) expect(() => checkNumber('x', value, range)).not.toThrow();
    for (const value of [...refused, Number.NaN])
      expect(() => checkNumber('x', value, range, ', such as 3')).toThrow(
        `x: got ${value}; expected ${words}, such as 3.`,
      );
    expect(() => checkNumber('x', '1', range)).toThrow(`x: got the string '1'; expected ${words}.`);
  });

  it('any number, and nothing else', () => {
    for (const value of [Number.NaN, Infinity, 0])
      expect(() => checkNumber('x', value, anyNumber)).not.toThrow();
    expect(() => checkNumber('x', undefined, anyNumber)).toThrow('x: got undefined; expected a number.');
  });
});
