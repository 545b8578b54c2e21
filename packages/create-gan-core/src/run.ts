import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../../../src/node/exit-codes';
import { UsageError } from '../../../src/node/usage-error';
import { checkTarget } from './check-target';
import { helpText, missingText, nextSteps } from './messages';
import { packageManagerOf } from './package-manager';
import type { Questions } from './questions';
import { type CreateRequest, readArguments } from './read-arguments';
import { writeTemplate } from './write-template';

/** What the program finds around it. */
export interface Surroundings {
  /** The folder of this package: its package.json, and its templates. */
  readonly own: string;
  /** The folder that it was started in. */
  readonly from: string;
  /** Who started it, as package managers say in `npm_config_user_agent`. */
  readonly userAgent: string | undefined;
  /** How to ask a person, where there is one. */
  readonly questions: Questions | undefined;
  print(text: string): void;
  complain(text: string): void;
}

/**
 * Runs the program. Nothing is written before all is checked and answered.
 *
 * @param argv - what was typed after its name
 * @returns the exit code
 */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { own, print, complain, userAgent } = surroundings;
  try {
    const request = readArguments(argv);
    if (request.command === 'create') return await create(request, surroundings);
    print(request.command === 'help' ? helpText(packageManagerOf(userAgent)) : versionOf(own));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !isSystemError(error)) throw error;
    complain(`create-gan-core: ${error.message}`);
    return exitCodes.failed;
  }
}

async function create(
  { folder: typed, template: named, force }: CreateRequest,
  { own, from, userAgent, questions, print, complain }: Surroundings,
): Promise<number> {
  const manager = packageManagerOf(userAgent);
  const check = (folder: string) => checkTarget(folder, from, force);
  if (typed !== undefined) check(typed);
  if (!questions && (typed === undefined || named === undefined)) {
    complain(`create-gan-core: ${missingText(typed, manager)}`);
    return exitCodes.failed;
  }
  const folder = typed ?? (await questions!.folder(check));
  const template = folder === undefined ? undefined : (named ?? (await questions!.template()));
  if (folder === undefined || template === undefined) {
    complain('create-gan-core: left; nothing was written.');
    return exitCodes.interrupted;
  }
  const target = check(folder);
  writeTemplate(join(own, 'templates'), template, target);
  print(nextSteps(target, template, from, manager));
  return 0;
}

function versionOf(own: string): string {
  return (JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Whether the system refused: a full disk, a folder that was taken away meanwhile. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
