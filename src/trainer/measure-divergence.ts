import { ArgumentError, refuseUnknownKeys } from '../errors';
import type { Callback } from './callback';
import { checkMeasureOptions, type MeasureOptions } from './measure';
import { checkPositiveIntegers } from './run-options';
import type { TrainingData } from './training-data';

/** When to measure, and on what. */
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
 * const trainer = new Trainer({ generator, discriminator, latent, callbacks: [measureDivergence({ every: 1000 })] });
 * for await (const { step, measured } of trainer.run(gaussianRing(), { steps: 5000 }))
 *   if (measured) console.log(step, measured.value, measured.interval);
 * ```
 */
export function measureDivergence(options: MeasureDivergenceOptions = {}): Callback {
  refuseUnknownKeys(options, ['every', 'data', 'by', 'samples', 'features', 'seed', 'confidence']);
  const { every = 500, data, ...measuring } = options;
  checkPositiveIntegers({ every });
  const settings = checkMeasureOptions(measuring);
  let due = every;
  return {
    name: 'measure-divergence',
    onTrainBegin({ fromStep, data: trainingData }) {
      due = fromStep + every;
      const isSampler = typeof trainingData === 'object' && 'sample' in trainingData;
      if (data !== undefined || isSampler) return;
      throw new ArgumentError(
        'data',
        "measureDivergence got none; expected real samples that training doesn't see, since this run's data can't be drawn afresh: measureDivergence({ data: heldOutImages }).",
      );
    },
    async onMeasure({ step, last, data: trainingData, signal }, trainer) {
      if (step < due && !last) return null;
      while (due <= step) due += every;
      return trainer.measure(data ?? trainingData, { ...settings, ...(signal ? { signal } : {}) });
    },
  };
}
