import { ArgumentError, describeNumber, describeValue } from '../../errors';

/** Ranges of a family's parameters: the test of each, and its wording. */
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
 * Reads a member of a family, each parameter once, and refuses one whose parameters are missing or out of range.
 *
 * @param argument - its name
 * @param member - what came
 * @param rules - the range of each parameter
 * @returns the parameters alone
 * @throws ArgumentError naming `argument`
 */
export function readParameters<Parameter extends string>(
  argument: string,
  member: Readonly<Record<Parameter, number>>,
  rules: Readonly<Record<Parameter, keyof typeof ranges>>,
): Readonly<Record<Parameter, number>> {
  const names = Object.keys(rules) as Parameter[];
  if (typeof member !== 'object' || member === null || !names.every((name) => name in member)) {
    throw new ArgumentError(
      argument,
      `got ${describeValue(member)}; expected { ${names.join(', ')} }, all of them.`,
    );
  }
  const read = (name: Parameter): number => {
    const value: unknown = member[name];
    const { holds, words } = ranges[rules[name]];
    if (typeof value === 'number' && holds(value)) return value;
    throw new ArgumentError(argument, `${name} is ${describeNumber(value)}; expected ${words}.`);
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Parameter, number>;
}
