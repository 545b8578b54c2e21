import { ArgumentError, describeNumber, describeValue, type NumberRange } from '../../errors';

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
  rules: Readonly<Record<Parameter, NumberRange>>,
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
    const { holds, words } = rules[name];
    if (typeof value === 'number' && holds(value)) return value;
    throw new ArgumentError(argument, `${name} is ${describeNumber(value)}; expected ${words}.`);
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Parameter, number>;
}
