import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearestName } from './nearest-name';
import { UsageError } from './usage-error';

/** Options that a command takes, as parseArgs wants them. */
export type CommandOptions = NonNullable<ParseArgsConfig['options']>;

/** The options' values as they were typed. */
export type TypedValues = Readonly<Record<string, string | boolean | undefined>>;

/** A command line, taken apart. */
interface TypedLine {
  readonly values: TypedValues;
  /** Words that aren't options, in order. */
  readonly positionals: readonly string[];
}

/**
 * Takes a command's line apart. Not by parseArgs' own strictness: its messages are longer than a line.
 *
 * @param command - its name, for errors
 * @param argv - what was typed after it
 * @param options - those that it takes
 * @param most - how many words beside options it takes
 */
export function readOptions(
  command: string,
  argv: readonly string[],
  options: CommandOptions,
  most = 0,
): TypedLine {
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const values: Record<string, string | boolean> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      positionals.push(token.value);
      if (positionals.length <= most) continue;
      const expected =
        most === 0 ? 'nothing but options' : `${most} ${most === 1 ? 'name' : 'names'} and options`;
      throw new UsageError(`${command}: got '${token.value}'; expected ${expected}: see --help.`);
    }
    const option = options[token.name];
    if (!option) throw unknownName('option', token.rawName, Object.keys(options));
    if (option.type === 'boolean' && token.value !== undefined)
      throw new UsageError(`--${token.name}: got '${token.value}'; expected no value.`);
    // parseArgs takes whatever comes next for the value, another option too.
    const forgotten = token.value === undefined || (token.value.startsWith('--') && !token.inlineValue);
    if (option.type === 'string' && forgotten)
      throw new UsageError(`--${token.name}: got no value; expected one after it.`);
    values[token.name] = token.value ?? true;
  }
  return { values, positionals };
}

/** A whole number as it was typed. */
export function readWhole(
  name: string,
  typed: string | boolean | undefined,
  usual: number,
  least: number,
): number {
  if (typed === undefined) return usual;
  const value = Number(typed);
  if (typeof typed === 'string' && /^\d+$/.test(typed) && value >= least && Number.isSafeInteger(value))
    return value;
  throw new UsageError(`--${name}: got ${quoted(typed)}; expected a whole number, at least ${least}.`);
}

/** The error of a name that isn't known, with the one that was probably meant. */
export function unknownName(
  what: 'command' | 'option' | 'metric' | 'template',
  typed: string,
  names: readonly string[],
): UsageError {
  const dashes = what === 'option' ? '--' : '';
  const nearest = nearestName(typed.replace(/^-+/, ''), names);
  const meant = nearest === undefined ? '' : ` Did you mean ${dashes}${nearest}?`;
  const known = names.map((name) => dashes + name).join(', ');
  return new UsageError(`There is no ${what} '${typed}'.${meant} There are: ${known}.`);
}

/** A value in quotes, or `nothing` where it is empty. */
export function quoted(typed: string | boolean): string {
  return typed === '' ? 'nothing' : `'${typed}'`;
}
