import type { Readable, Writable } from 'node:stream';
import { UsageError } from '../../../src/node/usage-error';
import { type Template, templates, usual } from './template';

/** What a person at a terminal is asked; undefined where they leave. */
export interface Questions {
  /** @param check - throws a UsageError for a folder that won't do */
  folder(check: (folder: string) => void): Promise<string | undefined>;
  template(): Promise<Template | undefined>;
}

/** Streams of a terminal, if not the process's own. */
interface Streams {
  readonly input?: Readable;
  readonly output?: Writable;
}

/** Asks on a terminal, by @clack/prompts. */
export function terminalQuestions(streams: Streams = {}): Questions {
  // Loaded where it is needed: most projects are made by one line, with nothing asked.
  const clack = () => import('@clack/prompts');
  return {
    async folder(check) {
      const { isCancel, text } = await clack();
      const answer = await text({
        ...streams,
        message: 'Which folder?',
        placeholder: usual.folder,
        defaultValue: usual.folder,
        validate: (typed) => complaintOf(() => check(typed || usual.folder)),
      });
      return isCancel(answer) ? undefined : answer;
    },
    async template() {
      const { isCancel, select } = await clack();
      const answer = await select({
        ...streams,
        message: 'Which template?',
        options: templates.map((value) => ({ value, label: value.name, hint: value.summary })),
      });
      return isCancel(answer) ? undefined : answer;
    },
  };
}

/** The message of a UsageError that a check throws. */
function complaintOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
