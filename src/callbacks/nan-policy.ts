import {
  checkFunction,
  checkNumber,
  checkWholeNumber,
  interval,
  isFunction,
  isGanCoreError,
  type NonFiniteError,
  positive,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import type { LearningRateSchedule } from '../optimizers';
import type { RunOptions, TrainingHistory, TrainingOutcome } from '../trainer';

/** A trainer that can be run again: a Trainer, or a GameTrainer. */
export interface RerunnableTrainer<Data, Report> {
  /** Number of steps done, over all runs. */
  readonly step: number;
  /** Trains, and yields reports. */
  run(data: Data, options: RunOptions): AsyncGenerator<Report, TrainingOutcome, void>;
}

/** A retry that is about to begin. */
export interface NanRetry {
  /** Number of the retry, counted from 1. */
  readonly retry: number;
  /** The error that ended the run before. */
  readonly error: NonFiniteError;
  /** Factor of the learning rates from now on. */
  readonly scale: number;
}

/** Options of {@link nanPolicy}. */
export interface NanPolicyOptions {
  /** Retries in all; the next NaN is thrown. Default 3. */
  readonly retries?: number;
  /** Factor of the learning rates at each retry, in (0, 1]. Default 0.5. */
  readonly factor?: number;
  /** Called before each retry, and awaited: to change more than the learning rates. Default: a line on `console.warn`. */
  readonly onRetry?: (retry: NanRetry) => void | Promise<void>;
}

/** A policy for runs that meet NaN or Infinity. */
export interface NanPolicy {
  /** Factor of the learning rates at the moment. */
  readonly scale: number;
  /**
   * A learning rate for one of gan-core's optimizers that falls at each retry: `adam({ learningRate: policy.learningRate(2e-4)
   * })`.
   */
  learningRate(rate: number | LearningRateSchedule): LearningRateSchedule;
  /** Does what the trainer's `run` does, and goes on after NaN. */
  run<Data, Report>(
    trainer: RerunnableTrainer<Data, Report>,
    data: Data,
    options: RunOptions,
  ): AsyncGenerator<Report, TrainingOutcome, void>;
  /** Does what the trainer's `fit` does, and goes on after NaN; the history has the reports of all tries. */
  fit<Data, Report>(
    trainer: RerunnableTrainer<Data, Report>,
    data: Data,
    options: RunOptions,
  ): Promise<TrainingHistory<Report>>;
}

/**
 * Makes a policy for NaN and Infinity: a few more tries, each with smaller learning rates. A trainer that meets them goes back to
 * its last good state by itself, and throws; so this is no callback but a way to run one. Each try is a run, with its hooks, over
 * the steps that are left.
 *
 * The learning rates that fall are those that were made by `learningRate`; without any, only the order of the data differs
 * between tries. An iterator that can be gone through once is at its end for the next try.
 *
 * @param options - `retries`, `factor`, `onRetry`
 * @returns `learningRate`, `run`, `fit`, and the `scale` so far
 * @throws ArgumentError for options that can't be used. Of its functions, `run` and `fit` throw what the trainer's throw, a
 *   NonFiniteError once no retry is left
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { adam, gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { nanPolicy } from 'gan-core/callbacks';
 * const policy = nanPolicy({ retries: 2 });
 * const trainer = new Trainer({
 *   generator: () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] }),
 *   discriminator: () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] }),
 *   latent: normalLatent(4),
 *   generatorOptimizer: adam({ learningRate: policy.learningRate(1e-3) }),
 *   discriminatorOptimizer: adam({ learningRate: policy.learningRate(1e-3) }),
 *   backend: 'cpu',
 * });
 * const { outcome } = await policy.fit(trainer, gaussianRing(), { steps: 20, reportEvery: 10 });
 * console.log(outcome.reason, policy.scale); // → completed 1
 * ```
 */
export function nanPolicy(options: NanPolicyOptions = {}): NanPolicy {
  refuseUnknownKeys(options, ['retries', 'factor', 'onRetry']);
  const { retries = 3, factor = 0.5, onRetry = warn } = options;
  checkWholeNumber('retries', retries, 1);
  checkNumber('factor', factor, interval('(0, 1]'));
  checkFunction('onRetry', onRetry, 'a function ({ retry, error, scale }) => void');
  let [scale, used] = [1, 0];
  const next = async (error: NonFiniteError) => {
    used++;
    scale *= factor;
    await onRetry({ retry: used, error, scale });
  };
  async function* tries<Data, Report>(
    trainer: RerunnableTrainer<Data, Report>,
    data: Data,
    { steps = 0, until = trainer.step + steps, ...run }: RunOptions,
  ) {
    for (;;) {
      try {
        return yield* trainer.run(data, { ...run, until });
      } catch (error) {
        if (!isGanCoreError(error, 'ERR_NON_FINITE') || used >= retries) throw error;
        await next(error);
      }
    }
  }
  const policy: NanPolicy = {
    get scale() {
      return scale;
    },
    learningRate(rate) {
      if (isFunction(rate)) return (update) => scale * rate(update);
      checkNumber('rate', rate, positive, ', or a function of the update');
      return () => scale * rate;
    },
    run(trainer, data, run) {
      checkTrainer(trainer, run);
      return tries(trainer, data, run);
    },
    async fit(trainer, data, run) {
      const running = policy.run(trainer, data, run);
      const reports = [];
      for (;;) {
        const { done, value } = await running.next();
        if (done) return { reports, outcome: value };
        reports.push(value);
      }
    },
  };
  return policy;
}

function checkTrainer(trainer: unknown, run: RunOptions): void {
  const { step, run: runs } = (trainer ?? {}) as Partial<RerunnableTrainer<never, never>>;
  refuseUnless(
    typeof step === 'number' && isFunction(runs),
    'trainer',
    trainer,
    'a Trainer or a GameTrainer',
  );
  refuseUnless(typeof run === 'object' && run !== null, 'options', run, 'an object such as { steps: 1000 }');
  if (run.until === undefined) checkWholeNumber('steps', run.steps, 1);
  else checkWholeNumber('until', run.until, 1);
}

function warn({ retry, error, scale }: NanRetry): void {
  console.warn(
    `gan-core: ${error.message} Retry ${retry}: the learning rates are ${scale} times what they were.`,
  );
}
