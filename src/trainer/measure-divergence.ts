import { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkWholeNumber, refuseUnknownKeys } from '../errors';
import { createRandom } from '../random';
import { checkForm, openTrainingData, type TrainingData } from './data/training-data';
import { checkMeasureOptions, type MeasureOptions } from './measure/measure-options';
import type { Callback } from './run/callback';

/** Options of {@link measureDivergence}: when to measure, and on what. */
export interface MeasureDivergenceOptions extends Omit<MeasureOptions, 'signal'> {
  /** Steps between two measurements; each stands in the first report from then on, and in the last. Default 500. */
  readonly every?: number;
  /**
   * Real samples that training doesn't see. Default: fresh draws of the training data where these are a sampler. Data of any
   * other kind must be given: a discriminator that learnt its training samples by heart must not be asked about them.
   */
  readonly data?: TrainingData;
}

/**
 * A callback that measures how far P_G is from P_data, by {@link Trainer.measure}, into the reports' `measured`. Training gives
 * the same numbers with it and without.
 *
 * @param options - `every`, `data`, and what `measure` takes: `by`, `samples`, `features`, `seed`, `confidence`
 * @returns the callback, named `measure-divergence`
 * @throws ArgumentError for options that no measurement could be made of, and in a run whose data can't be drawn afresh
 *
 * @example
 * ```ts
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, measureDivergence, normalLatent, Trainer } from 'gan-core';
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * const callbacks = [measureDivergence({ every: 10, samples: 200 })];
 * const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu', callbacks });
 * for await (const { step, measured } of trainer.run(gaussianRing(), { steps: 20, reportEvery: 10 }))
 *   if (measured) console.log(step, measured.unit, measured.bound);
 * // → 10 nats lower
 * // → 20 nats lower
 * ```
 */
export function measureDivergence(options: MeasureDivergenceOptions = {}): Callback {
  refuseUnknownKeys(options, ['every', 'data', 'by', 'samples', 'features', 'seed', 'confidence']);
  const { every = 500, data, ...measuring } = options;
  checkWholeNumber('every', every, 1);
  const settings = checkMeasureOptions(measuring);
  if (data !== undefined) checkForm(data);
  if (typeof data === 'object' && 'next' in data) {
    throw new ArgumentError(
      'data',
      'is an iterator, which can be gone through once; expected samples for each measurement: a tensor, a list of batches, a sampler or a dataset.',
    );
  }
  const due = new WeakMap<object, number>(); // one callback may serve several trainers
  let latest: number | undefined;
  let restored: number | undefined;
  return {
    name: 'measure-divergence',
    onTrainBegin({ fromStep, data: trainingData }, trainer) {
      latest = restored ?? fromStep + every;
      restored = undefined;
      due.set(trainer, latest);
      if (data instanceof Tensor || (data && 'real' in data)) openTrainingData(data, 1, createRandom(0)); // throws where it can't be measured on
      const isSampler = typeof trainingData === 'object' && 'sample' in trainingData;
      if (data !== undefined || isSampler) return;
      throw new ArgumentError(
        'data',
        "measureDivergence got none; expected real samples that training doesn't see, since this run's data can't be drawn afresh: measureDivergence({ data: heldOutImages }).",
      );
    },
    saveState: () => latest ?? null,
    restoreState(state: number | null) {
      restored = state ?? undefined;
    },
    async onMeasure({ step, last, data: trainingData, signal }, trainer) {
      const planned = due.get(trainer)!;
      if (step < planned && !last) return null;
      latest = planned + every * (Math.floor((step - planned) / every) + 1);
      due.set(trainer, latest);
      return trainer.measure(data ?? trainingData, { ...settings, ...(signal ? { signal } : {}) });
    },
  };
}
