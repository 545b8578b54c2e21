import type { CheckpointStore } from '../checkpoints';
import {
  ArgumentError,
  checkMembers,
  checkNumber,
  checkWholeNumber,
  isGanCoreError,
  positive,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import type { RunningGameTrainer } from '../trainer';
import { numberOf, type ReportMeasure } from './report-measure';
import type { RunCallback } from './run-callback';

/** Checkpoints that are written at once at most: each holds a copy of all weights. A best one beyond that is passed over. */
const MOST_AT_ONCE = 2;

/** Options of {@link checkpointEvery}. */
export interface CheckpointEveryOptions {
  /** Steps from one checkpoint to the next. Default 1000, where `seconds` isn't given. */
  readonly steps?: number;
  /** Seconds after which there is one, however few steps were done. */
  readonly seconds?: number;
  /**
   * Measure of the best checkpoint: at each report with a better number than all before, there is one more, with that as its
   * score.
   */
  readonly best?: {
    /** The number: its name in the reports, such as `'measured'`; a function of the report; or what `evaluate` gave. */
    readonly by: ReportMeasure;
    /** Direction of better: `'min'` for a distance, `'max'` for a coverage. Default `'min'`. */
    readonly mode?: 'min' | 'max';
  };
}

/**
 * A callback that saves a run to a store now and then, and at its end. Training goes on while a checkpoint is written; one that
 * is due while the last is still being written comes right after it.
 *
 * A run that is killed, aborted, or fails leaves the last checkpoint. A store that fails in mid-run ends no training: it is
 * warned of on the console, and the next step tries again; where the last try of a run fails, the run throws its error.
 *
 * @param store - where to: `memoryStore()`, `indexedDbStore(name)`, `fileStore(folder)` of `gan-core/node`
 * @param options - `steps`, `seconds`, `best`
 * @returns the callback, named `checkpoints`
 * @throws ArgumentError for options that can't be used, and before the first step where the store holds another run's checkpoints
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { checkpointEvery } from 'gan-core/callbacks';
 * import { memoryStore } from 'gan-core/checkpoints';
 * const store = memoryStore();
 * const newTrainer = () =>
 *   new Trainer({
 *     generator: () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] }),
 *     discriminator: () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] }),
 *     latent: normalLatent(4),
 *     backend: 'cpu',
 *     callbacks: [checkpointEvery(store, { steps: 10 })],
 *   });
 * await newTrainer().fit(gaussianRing(), { until: 25 });
 * const trainer = newTrainer(); // in another process, say
 * console.log(await trainer.restore(store)); // → { step: 25 }
 * await trainer.fit(gaussianRing(), { until: 50 });
 * ```
 */
export function checkpointEvery(store: CheckpointStore, options: CheckpointEveryOptions = {}): RunCallback {
  const { steps, seconds, read, sign } = checkOptions(store, options);
  const writing = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  let best = Number.POSITIVE_INFINITY;
  /** Score of the step under way, where that is the best. */
  let score: number | undefined;
  /** Step of the last checkpoint; −1 where that failed. */
  let saved = 0;
  let savedAt = 0;
  const save = (step: number, trainer: RunningGameTrainer) => {
    const scored = score === undefined ? {} : { score };
    [saved, savedAt, failure, score] = [step, performance.now(), undefined, undefined];
    const written: Promise<void> = trainer
      .save(store, scored)
      .then(() => {})
      .catch((error: unknown) => {
        saved = -1;
        failure = { error };
        warn(error);
      })
      .finally(() => writing.delete(written));
    writing.add(written);
    return written;
  };
  const isDue = (step: number) =>
    saved < 0 ||
    Math.floor(step / steps) > Math.floor(saved / steps) ||
    performance.now() - savedAt >= 1000 * seconds;
  return {
    name: 'checkpoints',
    async onTrainBegin({ fromStep }) {
      await prepare(store, fromStep, saved > fromStep);
      [saved, savedAt, failure, score] = [fromStep, performance.now(), undefined, undefined];
    },
    onReport(report) {
      const value = read?.(report);
      if (value === undefined || !(sign * value < best) || writing.size >= MOST_AT_ONCE) return;
      best = sign * value;
      score = best;
    },
    // After the report, and after all callbacks had it: what they keep is of the same moment.
    onStepDone(step, trainer) {
      if (score !== undefined || (writing.size === 0 && isDue(step))) void save(step, trainer);
    },
    async onTrainEnd({ reason, step }, trainer) {
      await Promise.all(writing);
      if (reason === 'failed' || reason === 'aborted') return;
      if (saved !== step || score !== undefined) await save(step, trainer);
      if (failure) throw failure.error;
    },
    saveState: () => ({ best }),
    restoreState(state: { best: number }) {
      best = state.best;
    },
  };
}

function checkOptions(store: CheckpointStore, options: CheckpointEveryOptions) {
  checkMembers('store', store, {
    expected: 'a store of checkpoints, such as memoryStore()',
    functions: ['write', 'read', 'list'],
  });
  refuseUnknownKeys(options, ['steps', 'seconds', 'best']);
  const { steps, seconds, best } = options;
  if (steps !== undefined) checkWholeNumber('steps', steps, 1);
  if (seconds !== undefined) checkNumber('seconds', seconds, positive);
  if (best !== undefined) {
    const isObject = typeof best === 'object' && best !== null;
    refuseUnless(isObject, 'best', best, "an object such as { by: 'measured' }");
    refuseUnknownKeys(best, ['by', 'mode'], 'best');
    const { mode = 'min' } = best;
    refuseUnless(mode === 'min' || mode === 'max', 'best.mode', mode, "'min' or 'max'");
  }
  return {
    steps: steps ?? (seconds === undefined ? 1000 : Number.POSITIVE_INFINITY),
    seconds: seconds ?? Number.POSITIVE_INFINITY,
    read: best && numberOf(best.by),
    sign: best?.mode === 'max' ? -1 : 1,
  };
}

/**
 * Has a store ready for a run: that of another run would refuse this one's checkpoints itself, but hours later.
 *
 * A run that stands at one of its checkpoints is its own.
 *
 * @param isBack - whether this run has been further already, before it went back after NaN
 */
async function prepare(store: CheckpointStore, fromStep: number, isBack: boolean): Promise<void> {
  const stored = await store.list();
  const last = stored.at(-1)?.step ?? 0;
  if (last <= fromStep) return;
  const before = stored.filter(({ step }) => step <= fromStep).at(-1);
  if (!isBack && before?.step !== fromStep) {
    throw new ArgumentError(
      'store',
      `holds step ${last} of another run; expected an empty one for a run from step ${fromStep}, or trainer.restore(store) before it.`,
    );
  }
  // A store goes on from what was read last, and by another object of the same store than the one that was restored from.
  if (before) await store.read(before.step);
}

/** Tells of a checkpoint that couldn't be written. What isn't finite is the run's to tell of, at its next report. */
function warn(error: unknown): void {
  const { message } = error as Error;
  if (!isGanCoreError(error, 'ERR_CHECKPOINT') || !/finite/.test(message))
    console.warn(`gan-core: a checkpoint couldn't be written; training goes on. ${message}`);
}
