import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { ExampleDescription, Settings } from '../../examples/example';
import { nearestName } from './nearest-name';
import { UsageError } from './usage-error';

/** Request of a command line. */
export type Request =
  | { readonly command: 'help'; readonly of: ExampleDescription | 'info' | 'list' | undefined }
  | { readonly command: 'info' | 'list' | 'version' }
  | { readonly command: 'example'; readonly example: ExampleDescription; readonly settings: RunSettings };

/** Settings with which an example is to be run. */
export interface RunSettings extends Settings {
  /** The folder for its files, as it was typed. */
  readonly out: string;
  /** Whether the README's pictures are written too. */
  readonly assets: boolean;
}

/**
 * Reads the command line.
 *
 * @param argv - what was typed after the program's name
 * @param examples - the examples that there are
 * @param inClone - whether this is the repository itself, whose pictures can be written anew
 * @throws UsageError in one line, for what isn't known or has a wrong value
 */
export function readArguments(
  argv: readonly string[],
  examples: readonly ExampleDescription[],
  inClone: boolean,
): Request {
  const commands = [...examples.map(({ name }) => name), 'list', 'info'];
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-v') return { command: 'version' };
  if (first === undefined || first === '--help' || first === '-h') return { command: 'help', of: undefined };
  if (first === 'help' && rest.length === 0) return { command: 'help', of: undefined };
  const name = first === 'help' ? rest[0]! : first;
  const example = examples.find((each) => each.name === name);
  const other = name === 'info' || name === 'list' ? name : undefined;
  const of = example ?? other;
  if (of === undefined) throw unknown('command', name, commands);
  const values = readOptions(first, first === 'help' ? rest.slice(1) : rest, optionsOf(example, inClone));
  if (first === 'help' || values.help === true) return { command: 'help', of };
  if (!example) return { command: other! };

  const { assets = false, ...others } = values;
  if (assets && Object.keys(others).some((option) => option !== 'out'))
    throw new UsageError(
      '--assets: the pictures of the README and the docs are those of the usual run; leave the other options out.',
    );
  const only = readChoice(example, values);
  return {
    command: 'example',
    example,
    settings: {
      steps: readWhole('steps', values.steps, example.steps.usual, example.steps.least ?? 1),
      seed: readWhole('seed', values.seed, example.seed.usual, 0),
      seeds: readWhole('seeds', values.seeds, example.seeds?.usual ?? 1, 1),
      ...(only !== undefined && { only }),
      out: readFolder(values.out),
      assets: assets === true,
    },
  };
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values = Readonly<Record<string, string | boolean | undefined>>;

function optionsOf(example: ExampleDescription | undefined, inClone: boolean): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  if (!example) return { help: { ...flag, short: 'h' } };
  return {
    steps: text,
    seed: text,
    ...(example.seeds && { seeds: text }),
    ...(example.choice && { [example.choice.option]: text }),
    out: text,
    help: { ...flag, short: 'h' },
    ...(inClone && { assets: flag }),
  };
}

/** The options' values as typed. Not by parseArgs' own strictness: its messages are longer than a line. */
function readOptions(command: string, argv: readonly string[], options: Options): Values {
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const values: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional')
      throw new UsageError(`${command}: got '${token.value}'; expected nothing but options: see --help.`);
    const option = options[token.name];
    if (!option) throw unknown('option', token.rawName, Object.keys(options));
    if (option.type === 'boolean' && token.value !== undefined)
      throw new UsageError(`--${token.name}: got '${token.value}'; expected no value.`);
    // parseArgs takes whatever comes next for the value, another option too.
    const forgotten = token.value === undefined || (token.value.startsWith('--') && !token.inlineValue);
    if (option.type === 'string' && forgotten)
      throw new UsageError(`--${token.name}: got no value; expected one after it.`);
    values[token.name] = token.value ?? true;
  }
  return values;
}

function readWhole(name: string, typed: string | boolean | undefined, usual: number, least: number): number {
  if (typed === undefined) return usual;
  const value = Number(typed);
  if (typeof typed === 'string' && /^\d+$/.test(typed) && value >= least && Number.isSafeInteger(value))
    return value;
  throw new UsageError(`--${name}: got ${quoted(typed)}; expected a whole number, at least ${least}.`);
}

function readChoice({ choice }: ExampleDescription, values: Values): string | undefined {
  if (!choice) return undefined;
  const typed = values[choice.option];
  if (typed === undefined) return undefined;
  if (choice.names.includes(String(typed))) return String(typed);
  throw new UsageError(`--${choice.option}: got ${quoted(typed)}; expected ${choice.names.join(', ')}.`);
}

function readFolder(typed: string | boolean | undefined): string {
  if (typed === undefined) return 'out';
  if (typeof typed === 'string' && typed !== '') return typed;
  throw new UsageError(`--out: got ${quoted(typed)}; expected a folder.`);
}

function unknown(what: 'command' | 'option', typed: string, names: readonly string[]): UsageError {
  const dashes = what === 'option' ? '--' : '';
  const nearest = nearestName(typed.replace(/^-+/, ''), names);
  const meant = nearest === undefined ? '' : ` Did you mean ${dashes}${nearest}?`;
  const known = names.map((name) => dashes + name).join(', ');
  return new UsageError(`There is no ${what} '${typed}'.${meant} There are: ${known}.`);
}

function quoted(typed: string | boolean): string {
  return typed === '' ? 'nothing' : `'${typed}'`;
}
