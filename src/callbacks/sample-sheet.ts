import { dispose, Tensor } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkFunction,
  checkWholeNumber,
  describeValue,
  isFunction,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import { checkSeed } from '../random';
import { type Condition, conditionTensors } from '../tfjs';
import type { RunningGameTrainer } from '../trainer';
import { ifInUse } from './if-in-use';
import { isGoodEnd } from './is-good-end';
import { takeRealSamples } from './real-samples';
import type { RunCallback } from './run-callback';
import { Schedule, type ScheduleState } from './schedule';

/** Options of {@link sampleSheet}. */
export interface SampleSheetOptions {
  /** Receiver of the samples of a sheet, `[count, ...sample]`; they are freed once it is done. */
  readonly onSheet: (samples: Tensor, moment: { readonly step: number }) => void | Promise<void>;
  /**
   * Receiver of as many real samples, when a first run begins: rows of a tensor, spread evenly, draws of a sampler, or the first
   * of an array's batches. Data of other kinds are left alone; give `real`. Freed once it is done. Default: none.
   */
  readonly onReal?: (samples: Tensor) => void | Promise<void>;
  /** Real samples for `onReal`, in place of the training data's; they stay yours. */
  readonly real?: Tensor;
  /** Samples on a sheet. Default 64. */
  readonly count?: number;
  /** Fixes the latents, the same on each sheet. Default 0. */
  readonly seed?: number;
  /**
   * Condition of the samples, batch first: tensors that stay yours, or a function that makes them for each sheet, and whose
   * tensors are freed. For ten columns of digits, labels that go through the ten. Default: that of real samples, where the data
   * have one and can be looked at, as for `onReal`.
   */
  readonly condition?: Condition | ((count: number) => Condition);
  /** The generator's weights: their average, or those that training has now. Default: their average, where one is kept. */
  readonly weights?: 'average' | 'current';
  /** Steps between two sheets: each is at the first report from a multiple of it on, and one at the end. Default 1000. */
  readonly every?: number;
}

/**
 * A callback that draws samples of the same latents again and again, for sheets that can be compared: before the first step, at
 * reports, and at the end. It changes nothing in training. What is drawn of the samples, and where it goes, is yours: a file, a
 * canvas.
 *
 * @param options - `onSheet`, `onReal`, `real`, `count`, `seed`, `condition`, `weights`, `every`
 * @returns the callback, named `sample-sheet`
 * @throws ArgumentError for options that can't be used, and in a run for a condition that doesn't fit
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { sampleSheet } from 'gan-core/callbacks';
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * const callbacks = [sampleSheet({ count: 9, every: 10, onSheet: ({ shape }, { step }) => console.log(step, shape) })];
 * const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu', callbacks });
 * await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 5 });
 * // → 0 [ 9, 2 ]
 * // → 10 [ 9, 2 ]
 * // → 20 [ 9, 2 ]
 * ```
 */
export function sampleSheet(options: SampleSheetOptions): RunCallback {
  const { onSheet, onReal, real, count, seed, condition, weights, every } = checkOptions(options);
  const schedule = new Schedule(every);
  let ofData: Condition | undefined;
  const forget = () => {
    dispose([...conditionTensors(ofData)]);
    ofData = undefined;
  };
  const draw = async (step: number, trainer: RunningGameTrainer, show: typeof onSheet = onSheet) => {
    const made = isFunction(condition) ? checkedCondition(condition(count)) : undefined;
    const given = made ?? (isFunction(condition) ? undefined : condition) ?? ofData;
    let samples: Tensor | undefined;
    try {
      samples = await trainer.sample(count, {
        seed,
        ...(weights && { weights }),
        ...(given && { condition: given }),
      });
      schedule.done(step);
      await show(samples, { step });
    } finally {
      samples?.dispose();
      dispose([...conditionTensors(made)]);
    }
  };
  return {
    name: 'sample-sheet',
    async onTrainBegin(plan, trainer) {
      schedule.begin(plan);
      const taken = takeRealSamples(plan.data, count);
      // Fewer rows than samples: their condition would not do for all of them.
      const isEnough = taken?.real.shape[0] === count;
      forget();
      if (condition === undefined && isEnough) ofData = taken.condition;
      const shown = real ?? taken?.real;
      try {
        if (plan.fromStep === 0 && shown) await onReal?.(shown);
      } finally {
        taken?.real.dispose();
        if (ofData === undefined) dispose([...conditionTensors(taken?.condition)]);
      }
      // Of a run that goes on, what can't be drawn is to be known before its first step too.
      await draw(plan.fromStep, trainer, plan.fromStep === 0 ? onSheet : () => {});
    },
    saveState: () => schedule.save(),
    restoreState: (state: ScheduleState) => schedule.restore(state),
    async onReport({ step }, trainer) {
      if (schedule.isDue(step)) await draw(step, trainer);
    },
    async onTrainEnd(outcome, trainer) {
      const { step } = outcome;
      try {
        if (isGoodEnd(outcome) && !schedule.isDone(step)) await ifInUse(() => draw(step, trainer));
      } finally {
        forget();
      }
    },
  };
}

/** The options with their defaults. */
function checkOptions(options: SampleSheetOptions) {
  refuseUnknownKeys(options, ['onSheet', 'onReal', 'real', 'count', 'seed', 'condition', 'weights', 'every']);
  const { onSheet, onReal, real, count = 64, seed = 0, condition, weights, every = 1000 } = options;
  checkFunction('onSheet', onSheet, 'a function (samples, { step }) => void');
  if (onReal !== undefined) checkFunction('onReal', onReal, 'a function (samples) => void');
  const isReal = real === undefined || (real instanceof Tensor && real.rank > 0 && !real.isDisposed);
  refuseUnless(isReal, 'real', real, 'a tensor of samples, batch first');
  checkWholeNumber('count', count, 1);
  checkSeed(seed);
  if (condition !== undefined && !isFunction(condition)) checkedCondition(condition);
  const isKnown = weights === undefined || weights === 'average' || weights === 'current';
  refuseUnless(isKnown, 'weights', weights, "'average' or 'current'");
  checkWholeNumber('every', every, 1);
  return { onSheet, onReal, real, count, seed, condition, weights, every };
}

function checkedCondition(condition: Condition): Condition {
  const tensors: readonly unknown[] = conditionTensors(condition);
  if (tensors.length > 0 && tensors.every((each) => each instanceof Tensor && !each.isDisposed))
    return condition;
  const expected = 'expected a tensor, or several, or a function that makes them';
  throw new ArgumentError('condition', `got ${describeValue(condition)}; ${expected}.`);
}
