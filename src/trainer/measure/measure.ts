import { ArgumentError, describeValue } from '../../errors';
import type { Estimate, FlatSamples } from '../../estimators';
import { createRandom } from '../../random';
import { createPauses, orAborted } from '../../scheduling';
import type { TrainingData } from '../data/training-data';
import type { DivergenceEstimator } from './divergence-estimator';
import { type DivergenceName, FEWEST, type MeasureOptions } from './measure-options';
import { namingSides } from './naming-sides';
import { generatedSamples, type Measurable, realSamples } from './samples-to-measure';

export { checkMeasureOptions } from './measure-options';

/** Most values a sample for which nearest neighbors see more than a network does. */
const FEW_VALUES = 8;

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
  const given = await realSamples(data, most, features, random.fork(), signal);
  const { samples: real, count } = given;
  let generated: FlatSamples;
  try {
    if (typeof by !== 'function' && count < FEWEST)
      throw new ArgumentError('data', `gave ${count} samples; expected at least ${FEWEST} to measure on.`);
    generated = await generatedSamples(trainer, given, features, random.fork(), signal);
  } finally {
    given.dispose();
  }
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
      return named(estimators.estimateKlByNeighbors);
    case 'reverse-kl': {
      const reversed = namingSides(estimators.estimateKlByNeighbors, { p: 'generator', q: 'data' });
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
