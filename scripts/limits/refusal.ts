import { isGanCoreError } from 'gan-core';

/** Something that gan-core refuses. */
export interface Refusal {
  readonly what: string;
  readonly why: string;
  attempt(): unknown;
}

/** The message of a refusal. */
export async function messageOf({ what, attempt }: Refusal): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    // A word of the class where it isn't the one that the page speaks of.
    if (isGanCoreError(error))
      return `${isGanCoreError(error, 'ERR_ARGUMENT') ? '' : `\`${error.name}\`: `}${error.message}`;
    throw new Error(`${what}: an error of the inside`, { cause: error });
  }
  throw new Error(`${what}: not refused`);
}
