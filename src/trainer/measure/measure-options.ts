import type { Tensor } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkNumber,
  checkWholeNumber,
  describeValue,
  interval,
  isFunction,
  refuseUnknownKeys,
} from '../../errors';
import type { EstimateOptions } from '../../estimators';
import { checkSeed } from '../../random';
import { checkSignal } from '../../scheduling';
import type { DivergenceEstimator } from './divergence-estimator';

/** The divergences that can be asked for by name. */
export type DivergenceName =
  | 'jensen-shannon'
  | 'kl'
  | 'reverse-kl'
  | 'sliced-wasserstein'
  | 'energy'
  | 'maximum-mean-discrepancy';

/** Options of a measurement: the divergence, and the number of samples. */
export interface MeasureOptions extends EstimateOptions {
  /**
   * Divergence between P_data and P_G. `'jensen-shannon'` (the default): by what knows nothing of the D in training,
   * `estimateJensenShannonByNeighbors` up to 8 values a sample, `estimateJensenShannonByDiscriminator`
   * beyond. `'kl'` and `'reverse-kl'`: KL(P_data‖P_G) and KL(P_G‖P_data) by nearest neighbors. The others as their names
   * say; or any estimator, `(real, generated, options) => …`.
   */
  readonly by?: DivergenceName | DivergenceEstimator;
  /**
   * Most samples of each side; at least 20 where `by` is a name. Default 20,000 up to 8 values a sample, 2,000 beyond. At
   * most 2²⁸ values of each side in all.
   */
  readonly samples?: number;
  /**
   * Features to measure in place of the samples themselves: `[count, …]` → `[count, features]`, for both sides. A divergence of
   * features, if it is Jensen–Shannon or KL, is at most that of the samples. Default: the samples, flattened.
   */
  readonly features?: (samples: Tensor) => Tensor;
}

/** Fewest samples of each side for the estimators behind the names. */
export const FEWEST = 20;

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
      `got ${describeValue(by)}; expected '${names.join("', '")}', or an estimator such as estimateKlByNeighbors.`,
    );
  }
  if (samples !== undefined) checkWholeNumber('samples', samples, typeof by === 'function' ? 1 : FEWEST);
  checkNumber('confidence', confidence, interval('(0, 1)'), ', such as 0.95');
  if (features !== undefined && !isFunction(features)) {
    throw new ArgumentError(
      'features',
      `got ${describeValue(features)}; expected a function of a tensor [count, …] to one [count, features].`,
    );
  }
  checkSignal(signal);
  checkSeed(seed);
  return {
    by,
    seed,
    confidence,
    ...(samples !== undefined && { samples }),
    ...(features && { features }),
    ...(signal && { signal }),
  };
}
