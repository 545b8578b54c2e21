import { checkWholeNumber } from '../errors';
import {
  checkEstimateOptions,
  type Estimate,
  type EstimateOptions,
  fewSamplesForInterval,
  meanOfValues,
  normalInterval,
  type SampleMatrix,
  sampleVariance,
  shuffledIndices,
  standardize,
  takeSamples,
} from '../estimators/parts';
import { createRandom, type Random } from '../random';
import { createPauses, eachInBlocks, type Pauses } from '../scheduling';
import type { Features } from './features/features';
import { checkSameDimension, readFeaturePair, readFeatures } from './features/read-features';
import { fitCenteredMixture, lossesPerDimension } from './mixtures/centered-mixture';

/** Options of {@link generalizationGap}. */
export interface GeneralizationGapOptions extends EstimateOptions {
  /** Most generated samples that the mixture is made of, and most training samples that it is fitted to. Default 2,000. */
  readonly samples?: number;
}

/** Below it the authors' code takes the generated samples for memorized. */
const MEMORIZED = -1000;

/**
 * Estimates how much more likely training samples are than held-out ones by a density made of generated samples:
 * 100·(E_training[−log p(x)] − E_heldOut[−log p(x)])/d, where p is an even mixture of Gaussians about the generated samples, whose
 * variances are fitted to training samples, on features standardized by the held-out ones. About 0 for a generator that
 * generalizes, far below 0 for one that copies: a copy's variance shrinks to almost nothing. In hundredths of a nat a dimension.
 *
 * The generalization gap of the Feature Likelihood Divergence (FLD), as its authors' code computes it: 50 steps of Adam at a rate of 0.5 from the
 * variance that the nearest training sample has by its squared distance over d. Their mixture has at most 10,000 generated
 * samples and all training ones; `samples: 10_000` takes 800 MB. Of more training samples those that the fit took are
 * drawn at random, and likelihoods are of all.
 *
 * Standard error: that of the two means; the mixture counts as given, so that another generator's draw moves the gap further. The
 * interval is normal. For small training sets the fit itself makes training samples more likely, also if nothing is copied: compare with
 * the gap of real samples that were not trained on, in the generated ones' place.
 *
 * Source: Jiralerspong et al. 2023, "Feature Likelihood Divergence: Evaluating the Generalization of Generative Models Using Samples", §3,
 * and https://github.com/marcojira/fld.
 *
 * @param training - features of the samples that the generator was trained on, at least 2
 * @param heldOut - features of real samples that it never saw, at least 2
 * @param generated - features of generated samples, at least 2
 * @param options - `samples`, `seed` (which are drawn), `confidence`, `signal`
 * @returns the gap; in `sampleSizes`, p are the training samples and q the held-out ones
 * @throws ArgumentError for features that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { generalizationGap } from 'gan-core/metrics';
 * const random = createRandom(1);
 * const draw = () => Array.from({ length: 200 }, () => [random.normal(), random.normal()]);
 * const [training, heldOut] = [draw(), draw()];
 * const good = await generalizationGap(training, heldOut, draw());
 * const copying = await generalizationGap(training, heldOut, training);
 * console.log(good.value > -50, copying.value < -1000); // → true true
 * ```
 */
export async function generalizationGap(
  training: Features,
  heldOut: Features,
  generated: Features,
  options: GeneralizationGapOptions = {},
): Promise<Estimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['samples']);
  const { samples = 2000 } = options;
  checkWholeNumber('samples', samples, 2);
  const pauses = createPauses(signal);
  const [known, fresh] = await readFeaturePair(['training', 'heldOut'], training, heldOut, 2, pauses);
  const drawn = await readFeatures('generated', generated, 2, pauses);
  checkSameDimension(['training', 'generated'], known.dimension, drawn.dimension);

  const scales = await standardizationOf(fresh, pauses);
  const random = createRandom(seed);
  const standardTraining = await standardize(scales, known, pauses);
  const mixture = await fitCenteredMixture(
    await atMost(samples, await standardize(scales, drawn, pauses), random.fork(), pauses),
    await atMost(samples, standardTraining, random.fork(), pauses),
    pauses,
  );
  const ofTraining = meanOfValues(await lossesPerDimension(mixture, standardTraining, pauses));
  const ofHeldOut = meanOfValues(
    await lossesPerDimension(mixture, await standardize(scales, fresh, pauses), pauses),
  );
  const value = 100 * (ofTraining.mean - ofHeldOut.mean);
  const standardError = 100 * Math.sqrt(ofTraining.squaredError + ofHeldOut.squaredError);
  const sampleSizes = { p: known.count, q: fresh.count };
  const memorized = `The gap is below ${MEMORIZED}: generated samples are likely copies of training ones.`;
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: '0.01 nats a dimension',
    bound: 'none',
    estimator: 'generalization gap of the feature likelihood',
    sampleSizes,
    converged: true,
    warnings: [...fewSamplesForInterval(sampleSizes), ...(value < MEMORIZED ? [memorized] : [])],
  };
}

/** The standardization that gives the samples mean 0 and variance 1 along each axis; one without variance is only centered. */
async function standardizationOf({ values, count, dimension }: SampleMatrix, pauses: Pauses) {
  const [means, scales] = [new Float64Array(dimension), new Float64Array(dimension)];
  const column = new Float64Array(count);
  await eachInBlocks(dimension, 4 * count, pauses, (axis) => {
    for (let sample = 0; sample < count; sample++) column[sample] = values[sample * dimension + axis]!;
    means[axis] = meanOfValues(column).mean;
    scales[axis] = Math.sqrt(sampleVariance(column)) || 1;
  });
  return { means, scales };
}

/** Draws so many of the samples at random, if there are more. */
async function atMost(
  most: number,
  samples: SampleMatrix,
  random: Random,
  pauses: Pauses,
): Promise<SampleMatrix> {
  if (samples.count <= most) return samples;
  const order = await shuffledIndices(samples.count, random, pauses);
  return takeSamples(samples, order.subarray(0, most), pauses);
}
