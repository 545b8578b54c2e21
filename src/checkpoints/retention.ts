import {
  CheckpointError,
  checkNumber,
  checkWholeNumber,
  finite,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import type { EncodedCheckpoint } from './checkpoint';
import type { StoredCheckpoint } from './checkpoint-store';

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
   * @param known - further keys that the store itself reads
   * @throws ArgumentError on an unknown key or a count that is none
   */
  constructor(options: RetentionOptions, known: readonly string[] = []) {
    refuseUnknownKeys(options, ['keep', 'best', ...known]);
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
    const steps = stored.filter(({ step }) => step <= written).sort((a, b) => b.step - a.step);
    const best = byScore(steps).slice(0, this.#best);
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
  const newestFirst = [...stored].sort((a, b) => b.step - a.step);
  if (which === 'latest') return newestFirst[0]?.step;
  if (which === 'best') return byScore(newestFirst)[0]?.step;
  return newestFirst.find(({ step }) => step === which)?.step;
}

/** The scored ones, least score first; of equal ones, those that come first. */
function byScore(stored: readonly StoredCheckpoint[]): StoredCheckpoint[] {
  return stored.filter(({ score }) => score !== undefined).sort((a, b) => a.score! - b.score!);
}

/**
 * Refuses what `encodeCheckpoint` didn't give.
 *
 * @param checkpoint - what came
 * @returns it, read once
 * @throws ArgumentError naming `checkpoint`
 */
export function readEncoded(checkpoint: EncodedCheckpoint): EncodedCheckpoint {
  const { step, score, chunks } = (checkpoint ?? {}) as Partial<EncodedCheckpoint>;
  const fits = Array.isArray(chunks) && chunks.every((chunk) => chunk instanceof Uint8Array);
  refuseUnless(fits, 'checkpoint', checkpoint, 'what encodeCheckpoint() gave, once it is awaited');
  checkWholeNumber('checkpoint.step', step, 0);
  if (score !== undefined) checkNumber('checkpoint.score', score, finite);
  return { step: step!, ...(score === undefined ? {} : { score }), chunks: chunks! };
}

/** Joins the parts of a file. */
export function joinChunks(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    file.set(chunk, at);
    at += chunk.length;
  }
  return file;
}
