import { ArgumentError, checkWholeNumber, describeValue, unknownKey } from '../../errors';
import { checkSignal } from '../../scheduling';

/** Options of a run: its length, and how often it reports. */
export interface RunOptions {
  /**
   * Number of steps to do, on top of those done before. One step is `discriminatorSteps` of D and `generatorSteps` of G. Give this
   * or `until`.
   */
  readonly steps?: number;
  /** Number of steps to have done in the end, over all runs: what a script says that goes on from a checkpoint, if there is one. */
  readonly until?: number;
  /** A report every so many steps, and one at the end. Default 100. */
  readonly reportEvery?: number;
  /** Samples per batch, where the Trainer cuts or draws the batches itself. Default 64. */
  readonly batchSize?: number;
  /** Aborting it makes the run reject with the signal's reason, between two steps. */
  readonly signal?: AbortSignal;
}

/** The options with their defaults. */
export interface CheckedRunOptions {
  /** Number of steps at the end of a run that begins after so many. */
  readonly endOf: (step: number) => number;
  readonly reportEvery: number;
  readonly batchSize: number;
  readonly signal: AbortSignal | undefined;
}

/** The options with their defaults; refuses what isn't a positive whole number, and what can't abort. */
export function checkRunOptions(options: RunOptions): CheckedRunOptions {
  if (typeof options !== 'object' || options === null) {
    throw new ArgumentError(
      'options',
      `got ${describeValue(options)}; expected an object such as { steps: 1000 }.`,
    );
  }
  const known = ['steps', 'until', 'reportEvery', 'batchSize', 'signal'];
  const unknown = unknownKey(options, known);
  if (unknown !== undefined) {
    const hint = unknown === 'epochs' ? ' Steps are batches: steps = epochs · samples / batchSize.' : '';
    throw new ArgumentError(
      'options',
      `got the unknown key '${unknown}'; expected ${known.join(', ')}.${hint}`,
    );
  }
  const { steps, until, reportEvery = 100, batchSize = 64, signal } = options;
  if (until === undefined) checkWholeNumber('steps', steps, 1);
  else checkWholeNumber('until', until, 1);
  if (steps !== undefined && until !== undefined)
    throw new ArgumentError('options', `got steps: ${steps} and until: ${until}; expected one of them.`);
  checkWholeNumber('reportEvery', reportEvery, 1);
  checkWholeNumber('batchSize', batchSize, 1);
  checkSignal(signal);
  const endOf = (step: number) => (until === undefined ? step + steps! : Math.max(step, until));
  return { endOf, reportEvery, batchSize, signal };
}
