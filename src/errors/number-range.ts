/** Range of numbers, and its wording for an error. */
export interface NumberRange {
  /** Whether a number lies in it. */
  readonly holds: (value: number) => boolean;
  /** Its name in a message, behind "expected". */
  readonly words: string;
}

/** Any number, NaN and Infinity too. */
export const anyNumber: NumberRange = { holds: () => true, words: 'a number' };

/** Neither NaN nor infinite. */
export const finite: NumberRange = { holds: (value) => Number.isFinite(value), words: 'a finite number' };

/** Above 0 and finite. */
export const positive: NumberRange = {
  holds: (value) => value > 0 && value < Infinity,
  words: 'a positive, finite number',
};

/** Above 0, Infinity too. */
export const aboveZero: NumberRange = { holds: (value) => value > 0, words: 'a number above 0' };

/** 0 or above, and finite. */
export const nonNegative: NumberRange = {
  holds: (value) => value >= 0 && value < Infinity,
  words: 'a finite number, at least 0',
};

type Bound = number | 'Infinity' | '-Infinity';

/** An interval as it is written: a round bracket leaves its end out, a square one takes it in. */
export type Interval = `${'(' | '['}${Bound}, ${Bound}${')' | ']'}`;

/** The numbers of an interval. */
export function interval(written: Interval): NumberRange {
  const [least, most] = written.slice(1, -1).split(', ').map(Number) as [number, number];
  return {
    holds: (value) =>
      (value > least && value < most) ||
      (value === least && written.startsWith('[')) ||
      (value === most && written.endsWith(']')),
    words: `a number in ${written}`,
  };
}
