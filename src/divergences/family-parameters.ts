import { ArgumentError, describeNumber, describeValue } from '../errors';

/** What a parameter of a family may be, and how to say so. */
const ranges = {
  finite: { holds: Number.isFinite, words: 'a finite number' },
  positive: { holds: (value: number) => value > 0 && value < Infinity, words: 'a finite number above 0' },
  'not negative': {
    holds: (value: number) => value >= 0 && value < Infinity,
    words: 'a finite number, 0 or above',
  },
  probability: { holds: (value: number) => value >= 0 && value <= 1, words: 'a probability from 0 to 1' },
} as const;

/**
 * Refuses a member of a family whose parameters are missing or out of range.
 *
 * @param argument - its name
 * @param member - what came
 * @param rules - the range of each parameter
 * @throws ArgumentError naming `argument`
 */
export function requireParameters<Parameter extends string>(
  argument: string,
  member: Readonly<Record<Parameter, number>>,
  rules: Readonly<Record<Parameter, keyof typeof ranges>>,
): void {
  const names = Object.keys(rules) as Parameter[];
  if (typeof member !== 'object' || member === null || !names.every((name) => name in member)) {
    throw new ArgumentError(
      argument,
      `got ${describeValue(member)}; expected { ${names.join(', ')} }, all of them.`,
    );
  }
  for (const name of names) {
    const value: unknown = member[name];
    const { holds, words } = ranges[rules[name]];
    if (typeof value === 'number' && holds(value)) continue;
    throw new ArgumentError(argument, `${name} is ${describeNumber(value)}; expected ${words}.`);
  }
}
