import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkWholeNumber, describeValue, isFunction, refuseUnknownKeys } from '../../errors';
import type { Estimate, EstimateOptions } from '../../estimators';
import { createRandom } from '../../random';
import { checkSignal, createPauses, orAborted } from '../../scheduling';
import type { TrainingData } from '../data/training-data';
import type { DivergenceEstimator } from './divergence-estimator';
import { namingSides } from './naming-sides';
import { generatedSamples, type Measurable, realSamples } from './samples-to-measure';

/** The divergences that can be asked for by name. */
export type DivergenceName =
  | 'jensen-shannon'
  | 'kl'
  | 'reverse-kl'
  | 'sliced-wasserstein'
  | 'energy'
  | 'maximum-mean-discrepancy';

/** What to measure, and on how many samples. */
export interface MeasureOptions extends EstimateOptions {
  /**
   * Which divergence between P_data and P_G. `'jensen-shannon'` (the default): by what knows nothing of the D in training,
   * `estimateJensenShannonByNeighbors` up to 8 values a sample, `estimateJensenShannonByDiscriminator`
   * beyond. `'kl'` and `'reverse-kl'`: KL(P_data‖P_G) and KL(P_G‖P_data) by nearest neighbors. The others as their names
   * say; or any estimator, `(real, generated, options) => …`.
   */
  readonly by?: DivergenceName | DivergenceEstimator;
  /** How many samples of each side, at most; at least 20 where `by` is a name. Default 20,000 up to 8 values a sample, 2,000 beyond. At most 2²⁸ values of each side in all. */
  readonly samples?: number;
  /**
   * What to measure instead of the samples themselves: `[count, …]` → `[count, features]`, for both sides. A divergence of
   * features, if it is Jensen–Shannon or KL, is at most that of the samples. Default: the samples, flattened.
   */
  readonly features?: (samples: Tensor) => Tensor;
}

/** Up to so many values a sample, nearest neighbors see more than a network does. */
const FEW_VALUES = 8;

/** Fewer samples of each side than this are too few for the estimators behind the names. */
const FEWEST = 20;

const names = [
  'jensen-shannon',
  'kl',
  'reverse-kl',
  'sliced-wasserstein',
  'energy',
  'maximum-mean-discrepancy',
] as const satisfies readonly DivergenceName[];

/** The options with their defaults; refuses what no measurement could be made of. */
export function checkMeasureOptions(options: MeasureOptions): MeasureOptions & { readonly seed: number } {
  refuseUnknownKeys(options, ['by', 'samples', 'features', 'seed', 'signal', 'confidence']);
  const { by = 'jensen-shannon', samples, features, seed = 0, signal, confidence = 0.95 } = options;
  if (!isFunction(by) && !names.includes(by as DivergenceName)) {
    throw new ArgumentError(
      'by',
      `got ${describeValue(by)}; expected '${names.join("', '")}', or an estimator such as estimateKlByNeighbours.`,
    );
  }
  if (samples !== undefined) checkWholeNumber('samples', samples, 1);
  if (samples !== undefined && samples < FEWEST && typeof by !== 'function')
    throw new ArgumentError('samples', `got ${samples}; expected at least ${FEWEST}.`);
  if (!(typeof confidence === 'number' && confidence > 0 && confidence < 1)) {
    throw new ArgumentError(
      'confidence',
      `got ${describeValue(confidence)}; expected a number in (0, 1), such as 0.95.`,
    );
  }
  if (features !== undefined && !isFunction(features)) {
    throw new ArgumentError(
      'features',
      `got ${describeValue(features)}; expected a function of a tensor [count, …] to one [count, features].`,
    );
  }
  checkSignal(signal);
  createRandom(seed);
  return {
    by,
    seed,
    confidence,
    ...(samples !== undefined && { samples }),
    ...(features && { features }),
    ...(signal && { signal }),
  };
}

/**
 * Measures a divergence between held-out real samples and fresh generated ones: see {@link Trainer.measure}.
 *
 * @param trainer - whose generator is measured
 * @param data - real samples
 * @param options - checked
 */
export async function measure(
  trainer: Measurable,
  data: TrainingData,
  options: MeasureOptions & { readonly seed: number },
): Promise<Estimate> {
  const { by = 'jensen-shannon', samples, features, seed, signal, confidence } = options;
  signal?.throwIfAborted();
  const random = createRandom(seed);
  const most = (valuesPerSample: number) => samples ?? (valuesPerSample <= FEW_VALUES ? 20_000 : 2000);
  const { samples: real, valuesPerSample } = await realSamples(data, most, features, random.fork(), signal);
  const count = real.values.length / real.dimension;
  if (typeof by !== 'function' && count < FEWEST)
    throw new ArgumentError('data', `gave ${count} samples; expected at least ${FEWEST} to measure on.`);
  const generated = await generatedSamples(
    trainer,
    { count, valuesPerSample },
    features,
    random.fork(),
    signal,
  );
  if (real.dimension !== generated.dimension) {
    throw new ArgumentError(
      'data',
      `gave samples of ${real.dimension} values where the generator's have ${generated.dimension}; expected the same shape.`,
    );
  }
  const estimator = typeof by === 'function' ? by : await estimatorOf(by, real.dimension);
  const asked = estimator(real, generated, {
    seed,
    ...(signal === undefined ? {} : { signal }),
    ...(confidence === undefined ? {} : { confidence }),
  });
  const estimate = await orAborted(asked, createPauses(signal));
  if (!isEstimate(estimate)) {
    throw new ArgumentError(
      'by',
      `gave ${describeValue(estimate)}; expected an estimate, with a number as \`value\` and two as \`interval\`.`,
    );
  }
  return estimate;
}

function isEstimate(estimate: Estimate | null | undefined): boolean {
  const { value, interval } = (estimate ?? {}) as Partial<Estimate>;
  return typeof value === 'number' && Array.isArray(interval) && interval.length === 2;
}

/** The estimator behind a name; loaded only now, since most Trainers never measure. */
async function estimatorOf(name: DivergenceName, dimension: number): Promise<DivergenceEstimator> {
  const estimators = await import('../../estimators');
  const named = (estimator: DivergenceEstimator) => namingSides(estimator, { p: 'data', q: 'generator' });
  switch (name) {
    case 'jensen-shannon':
      if (dimension <= FEW_VALUES) return named(estimators.estimateJensenShannonByNeighbors);
      return named(async (real, generated, options) => {
        const estimate = await estimators.estimateJensenShannonByDiscriminator(real, generated, options);
        estimate.details.dispose();
        return estimate;
      });
    case 'kl':
      return named(estimators.estimateKlByNeighbours);
    case 'reverse-kl': {
      const reversed = namingSides(estimators.estimateKlByNeighbours, { p: 'generator', q: 'data' });
      return (real, generated, options) => reversed(generated, real, options);
    }
    case 'sliced-wasserstein':
      return named(estimators.estimateSlicedWasserstein);
    case 'energy':
      return named(estimators.estimateEnergyDistance);
    case 'maximum-mean-discrepancy':
      return named(estimators.estimateMaximumMeanDiscrepancy);
  }
}
