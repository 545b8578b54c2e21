import { CheckpointError, checkWholeNumber, refuseUnknownKeys, refuseUnless } from '../errors';
import type { StoredCheckpoint } from './stored-checkpoint';

/** Options that all stores have: what stays when more comes. */
export interface RetentionOptions {
  /** Number of newest checkpoints to keep. Default 2. */
  readonly keep?: number;
  /** Number of checkpoints with the least scores to keep beside them. Default 1. */
  readonly best?: number;
}

/** Rules by which one store keeps checkpoints, and which step it was last at. */
export class Retention {
  readonly #keep: number;
  readonly #best: number;
  /** Step that was read or written last: the run that uses the store is there. */
  #at: number | undefined;

  /**
   * Checks the options of a store.
   *
   * @param options - what came
   * @throws ArgumentError on an unknown key or a count that is none
   */
  constructor(options: RetentionOptions) {
    refuseUnknownKeys(options, ['keep', 'best']);
    const { keep = 2, best = 1 } = options;
    checkWholeNumber('keep', keep, 1);
    checkWholeNumber('best', best, 0);
    this.#keep = keep;
    this.#best = best;
  }

  /**
   * Refuses to write a step before those of another run: they would be removed, and nobody has asked for that.
   *
   * @param stored - what the store holds
   * @param step - what is to be written
   * @throws CheckpointError if later steps are stored, and the run didn't begin from an earlier one of this store
   */
  checkStep(stored: readonly StoredCheckpoint[], step: number): void {
    const last = Math.max(...stored.map((each) => each.step));
    if (last <= step || (this.#at !== undefined && this.#at <= step)) return;
    throw new CheckpointError(
      `The store holds step ${last}, later than step ${step}, which is to be written: that is another run's. ` +
        'Give each run a store of its own, or restore from this one first: the steps after that are then replaced.',
    );
  }

  /** Notes the step that was read or written. */
  moveTo(step: number): void {
    this.#at = step;
  }

  /**
   * Lists the steps to remove.
   *
   * @param stored - what the store holds, with what was written
   * @param written - the step that was written; later ones are those of a run that was put back to an earlier step
   */
  stepsToRemove(stored: readonly StoredCheckpoint[], written: number): number[] {
    const steps = newestFirst(stored.filter(({ step }) => step <= written));
    const best = bestFirst(steps).slice(0, this.#best);
    const kept = [...steps.slice(0, this.#keep), ...best].map(({ step }) => step);
    return stored.map(({ step }) => step).filter((step) => !kept.includes(step));
  }
}

/**
 * Finds the step that a call of `read` means.
 *
 * @param stored - what the store holds
 * @param which - what came
 * @returns the step, undefined if there is none
 * @throws ArgumentError if `which` is something else
 */
export function findStep(
  stored: readonly StoredCheckpoint[],
  which: 'latest' | 'best' | number,
): number | undefined {
  if (typeof which === 'number') checkWholeNumber('which', which, 0);
  else refuseUnless(which === 'latest' || which === 'best', 'which', which, "'latest', 'best' or a step");
  if (which === 'latest') return newestFirst(stored)[0]?.step;
  if (which === 'best') return bestFirst(newestFirst(stored))[0]?.step;
  return stored.find(({ step }) => step === which)?.step;
}

function newestFirst(stored: readonly StoredCheckpoint[]): StoredCheckpoint[] {
  return [...stored].sort((a, b) => b.step - a.step);
}

/** The scored ones, least score first; equal ones stay in their order. */
function bestFirst(stored: readonly StoredCheckpoint[]): StoredCheckpoint[] {
  return stored.filter(({ score }) => score !== undefined).sort((a, b) => a.score! - b.score!);
}
