/** Set of numbers that will do, with its name in an error. */
export interface NumberRange {
  /** Tests a number. */
  readonly holds: (value: number) => boolean;
  /** Name in a message, behind "expected". */
  readonly words: string;
}

/** Any number, NaN and Infinity too. */
export const anyNumber: NumberRange = { holds: () => true, words: 'a number' };

/** All but NaN and the infinite ones. */
export const finite: NumberRange = { holds: (value) => Number.isFinite(value), words: 'a finite number' };

/** Finite numbers above 0. */
export const positive: NumberRange = {
  holds: (value) => value > 0 && value < Infinity,
  words: 'a positive, finite number',
};

/** Numbers above 0, Infinity too. */
export const aboveZero: NumberRange = { holds: (value) => value > 0, words: 'a number above 0' };

/** Finite numbers from 0 on. */
export const nonNegative: NumberRange = {
  holds: (value) => value >= 0 && value < Infinity,
  words: 'a finite number, at least 0',
};

type Bound = number | 'Infinity' | '-Infinity';

/** Interval as it is written: a round bracket leaves its end out, a square one takes it in. */
export type Interval = `${'(' | '['}${Bound}, ${Bound}${')' | ']'}`;

/** Reads the numbers of an interval. */
export function interval(written: Interval): NumberRange {
  const [least, most] = written.slice(1, -1).split(', ').map(Number) as [number, number];
  return {
    holds: (value) =>
      (value > least && value < most) ||
      (value === least && written[0] === '[') ||
      (value === most && written.at(-1) === ']'),
    words: `a number in ${written}`,
  };
}
