import { readOptions, unknownName } from '../../../src/node/command-options';
import { UsageError } from '../../../src/node/usage-error';
import { type Template, templates, usual } from './template';

/** Request of a command line. */
export type Request = { readonly command: 'help' | 'version' } | CreateRequest;

/** A project that is to be made. What wasn't typed may be asked for. */
export interface CreateRequest {
  readonly command: 'create';
  readonly folder?: string;
  readonly template?: Template;
  /** Whether the folder may hold something. */
  readonly force: boolean;
}

const flag = { type: 'boolean' } as const;
const options = {
  template: { type: 'string', short: 't' },
  yes: { ...flag, short: 'y' },
  force: { ...flag, short: 'f' },
  help: { ...flag, short: 'h' },
  version: { ...flag, short: 'v' },
} as const;

/**
 * Reads the command line.
 *
 * @param argv - what was typed after the program's name
 * @throws UsageError in one line, for what isn't known
 */
export function readArguments(argv: readonly string[]): Request {
  const { values, positionals } = readOptions('create-gan-core', argv, options, 2);
  if (values.help === true) return { command: 'help' };
  if (values.version === true) return { command: 'version' };
  const isAsked = values.yes !== true;
  const [folder = isAsked ? undefined : usual.folder, second] = positionals;
  // npm takes `--template` away where no two dashes stand before it, and leaves its value.
  if (second !== undefined)
    throw new UsageError(
      `got '${second}' after the folder; expected options. By npm: npm create gan-core@latest ${folder} -- --template ${second}`,
    );
  if (folder === '') throw new UsageError('folder: got nothing; expected a name, my-gan for example.');
  const template =
    values.template !== undefined
      ? templateOf(String(values.template))
      : isAsked
        ? undefined
        : usual.template;
  return {
    command: 'create',
    ...(folder !== undefined && { folder }),
    ...(template !== undefined && { template }),
    force: values.force === true,
  };
}

function templateOf(name: string): Template {
  const found = templates.find((each) => each.name === name);
  if (found) return found;
  throw unknownName(
    'template',
    name,
    templates.map((each) => each.name),
  );
}
