import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, refuseUnknownKeys } from '../errors';
import type { Estimate, EstimateOptions, FlatSamples } from '../estimators';
import { createRandom } from '../random';
import { checkSignal } from '../scheduling';
import { checkPositiveIntegers } from './run-options';
import { generatedSamples, type Measurable, realSamples } from './samples-to-measure';
import type { TrainingData } from './training-data';

/** An estimator of gan-core/estimators, or one of your own: samples of P_data, samples of P_G → an estimate. */
export type DivergenceEstimator = (
  real: FlatSamples,
  generated: FlatSamples,
  options: EstimateOptions,
) => Promise<Estimate>;

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
   * Which divergence between P_data and P_G. `'jensen-shannon'` (the default): by a fresh discriminator that knows nothing of
   * the one in training, `estimateJensenShannonByNeighbors` up to 8 values a sample, `estimateJensenShannonByDiscriminator`
   * beyond. `'kl'` and `'reverse-kl'`: KL(P_data‖P_G) and KL(P_G‖P_data) by nearest neighbors. The others as their names
   * say; or any estimator, `(real, generated, options) => …`.
   */
  readonly by?: DivergenceName | DivergenceEstimator;
  /** How many samples of each side, at most. Default 20,000 up to 8 values a sample, 2,000 beyond. */
  readonly samples?: number;
  /**
   * What to measure instead of the samples themselves: `[count, …]` → `[count, features]`, for both sides. A divergence of
   * features is at most that of the samples. Default: the samples, flattened.
   */
  readonly features?: (samples: Tensor) => Tensor;
}

/** Up to so many values a sample, nearest neighbors see more than a network does. */
const FEW_VALUES = 8;

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
  const { by = 'jensen-shannon', samples, features, seed = 0, signal } = options;
  if (typeof by !== 'function' && !names.includes(by)) {
    throw new ArgumentError(
      'by',
      `got ${describeValue(by)}; expected '${names.join("', '")}', or an estimator such as estimateKlByNeighbours.`,
    );
  }
  if (samples !== undefined) checkPositiveIntegers({ samples });
  if (features !== undefined && typeof features !== 'function') {
    throw new ArgumentError(
      'features',
      `got ${describeValue(features)}; expected a function of a tensor [count, …] to one [count, features].`,
    );
  }
  checkSignal(signal);
  createRandom(seed);
  return { ...options, seed };
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
  const real = await realSamples(data, most, features, random.fork(), signal);
  const count = real.values.length / real.dimension;
  const generated = await generatedSamples(trainer, count, features, random.fork(), signal);
  const estimator = typeof by === 'function' ? by : await estimatorOf(by, real.dimension);
  return estimator(real, generated, {
    seed,
    ...(signal === undefined ? {} : { signal }),
    ...(confidence === undefined ? {} : { confidence }),
  });
}

/** The estimator behind a name; loaded only now, since most Trainers never measure. */
async function estimatorOf(name: DivergenceName, dimension: number): Promise<DivergenceEstimator> {
  const estimators = await import('../estimators');
  switch (name) {
    case 'jensen-shannon':
      if (dimension <= FEW_VALUES) return estimators.estimateJensenShannonByNeighbors;
      return async (real, generated, options) => {
        const estimate = await estimators.estimateJensenShannonByDiscriminator(real, generated, options);
        estimate.details.dispose();
        return estimate;
      };
    case 'kl':
      return estimators.estimateKlByNeighbours;
    case 'reverse-kl':
      return (real, generated, options) => estimators.estimateKlByNeighbours(generated, real, options);
    case 'sliced-wasserstein':
      return estimators.estimateSlicedWasserstein;
    case 'energy':
      return estimators.estimateEnergyDistance;
    case 'maximum-mean-discrepancy':
      return estimators.estimateMaximumMeanDiscrepancy;
  }
}
