import type { ExampleDescription, Settings } from '../../examples/example';
import {
  type CommandOptions,
  quoted,
  readOptions,
  readWhole,
  type TypedValues,
  unknownName,
} from './command-options';
import { type CompareSettings, readCompareArguments } from './compare/read-compare-arguments';
import { UsageError } from './usage-error';

/** Request of a command line. */
export type Request =
  | { readonly command: 'help'; readonly of: ExampleDescription | 'compare' | 'info' | 'list' | undefined }
  | { readonly command: 'compare'; readonly settings: CompareSettings }
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
  const commands = [...examples.map(({ name }) => name), 'compare', 'list', 'info'];
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-v') return { command: 'version' };
  if (first === undefined || first === '--help' || first === '-h') return { command: 'help', of: undefined };
  if (first === 'help' && rest.length === 0) return { command: 'help', of: undefined };
  const name = first === 'help' ? rest[0]! : first;
  const example = examples.find((each) => each.name === name);
  const other = name === 'compare' || name === 'info' || name === 'list' ? name : undefined;
  const of = example ?? other;
  if (of === undefined) throw unknownName('command', name, commands);
  if (first === 'compare') {
    const settings = readCompareArguments(rest);
    return settings === 'help' ? { command: 'help', of } : { command: 'compare', settings };
  }
  const typed = first === 'help' ? rest.slice(1) : rest;
  const most = example?.choice?.positional ? 1 : 0;
  const { values, positionals } = readOptions(first, typed, optionsOf(example, inClone), most);
  if (first === 'help' || values.help === true) return { command: 'help', of };
  if (!example) return { command: name as 'info' | 'list' };

  const { assets = false, ...others } = values;
  if (assets && Object.keys(others).some((option) => option !== 'out'))
    throw new UsageError(
      '--assets: the pictures of the README and the docs are those of the usual run; leave the other options out.',
    );
  const only = readChoice(example, values, positionals);
  return {
    command: 'example',
    example,
    settings: {
      steps: readWhole('steps', values.steps, example.steps?.usual ?? 1, example.steps?.least ?? 1),
      seed: readWhole('seed', values.seed, example.seed.usual, 0),
      seeds: readWhole('seeds', values.seeds, example.seeds?.usual ?? 1, 1),
      ...(only !== undefined && { only }),
      out: readFolder(values.out),
      assets: assets === true,
    },
  };
}

function optionsOf(example: ExampleDescription | undefined, inClone: boolean): CommandOptions {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  if (!example) return { help: { ...flag, short: 'h' } };
  return {
    ...(example.steps && { steps: text }),
    seed: text,
    ...(example.seeds && { seeds: text }),
    ...(example.choice && !example.choice.positional && { [example.choice.option]: text }),
    out: text,
    help: { ...flag, short: 'h' },
    ...(inClone && { assets: flag }),
  };
}

function readChoice(
  { choice }: ExampleDescription,
  values: TypedValues,
  positionals: readonly string[],
): string | undefined {
  if (!choice) return undefined;
  const { option, positional = false } = choice;
  const typed = positional ? positionals[0] : values[option];
  if (typed === undefined) return undefined;
  if (choice.names.includes(String(typed))) return String(typed);
  throw new UsageError(
    `${positional ? '' : '--'}${option}: got ${quoted(typed)}; expected ${choice.names.join(', ')}.`,
  );
}

function readFolder(typed: string | boolean | undefined): string {
  if (typed === undefined) return 'out';
  if (typeof typed === 'string' && typed !== '') return typed;
  throw new UsageError(`--out: got ${quoted(typed)}; expected a folder.`);
}
