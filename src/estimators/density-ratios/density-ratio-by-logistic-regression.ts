import { ArgumentError, describeValue } from '../../errors';
import { createRandom } from '../../random';
import { createPauses, inBlocks, type Pauses } from '../../scheduling';
import { jensenShannonBound, jensenShannonFromLogits } from '../critics/jensen-shannon-from-logits';
import { nwjFromCritic } from '../critics/nwj-from-critic';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { fitLogistic, type LogisticFit, logisticLogits } from '../logistic-regression/logistic-fit';
import { polynomialFeatureCount } from '../logistic-regression/polynomial-features';
import { checkHeldOutFraction } from '../samples/check-held-out-fraction';
import { copyWarnings, sidesCopies } from '../samples/copies';
import { readSamplesOfDimension } from '../samples/read-samples-of-dimension';
import { readSamplePair, type SampleMatrix, type Samples } from '../samples/samples';
import { SMALLEST_SPLIT, splitSamples } from '../samples/split';
import { pooledStandardization, standardize } from '../samples/standardization';
import { checkCandidates, checkCenters, type DensityRatio, fewSamplesWarnings } from './density-ratio';
import { type FeatureMap, featureMaps } from './feature-maps';

/** The settings of {@link estimateDensityRatioByLogisticRegression}. */
export interface LogisticRegressionOptions extends EstimateOptions {
  /**
   * Features that log p/q is linear in: `'linear'`, the coordinates; `'quadratic'` (default), also their products, which
   * holds any two Gaussians; `'kernel'`, Gaussian kernels centered on samples of both sides.
   */
  readonly features?: 'linear' | 'quadratic' | 'kernel';
  /** Number of kernels. Default 100, or as many as there are samples. */
  readonly centers?: number;
  /** The kernels' bandwidths σ to choose from, as multiples of the median distance. Default ¼, ½, 1. */
  readonly bandwidths?: readonly number[];
  /**
   * The ridges λ to choose from, in ½λ‖w‖² beside the mean loss, w for features of variance 1. Default 10⁻⁴ and 10⁻².
   */
  readonly ridges?: readonly number[];
  /**
   * The fraction of each side's samples that divergences are measured on, in (0, 1). Default 0.4. Of the rest a fifth chooses
   * among bandwidths and ridges.
   */
  readonly heldOutFraction?: number;
}

/** A density ratio by logistic regression, and the divergences that follow. */
export interface LogisticDensityRatio extends DensityRatio {
  /** The lower bound on KL(p‖q), on held-out samples: {@link nwjFromCritic} at T = 1 + log r. */
  readonly kl: Estimate;
  /** The lower bound on JS(p, q), on held-out samples: {@link jensenShannonFromLogits}. */
  readonly jensenShannon: Estimate;
  /** The bandwidth that was chosen, as a multiple of the median distance; only for kernels. */
  readonly bandwidth?: number;
  /** The ridge that was chosen. */
  readonly ridge: number;
}

/** A Newton step of more takes minutes. */
const MOST_FEATURES = 1000;

interface Candidate extends FeatureMap {
  readonly fit: LogisticFit;
  readonly ridge: number;
}

/**
 * The density ratio p/q by logistic regression of samples of p against samples of q, each side with half of the weight: the
 * logit is log p/q. Fitted by Newton's method with a ridge, in float64, on samples standardized by both sides; where several
 * ridges or bandwidths are given, the ones with the best loss on validation samples are taken.
 *
 * From it follow lower bounds on KL(p‖q) and JS(p, q), measured on samples that nothing was fitted on; their intervals cover
 * the bounds, not the divergences themselves, which lie above where log p/q isn't linear in the features.
 *
 * The work: for each bandwidth and ridge at most 50 Newton steps, each with a product of (1 + features)² for every sample.
 *
 * Source: Qin 1998, "Inferences for Case-Control and Semiparametric Two-Sample Density Ratio Models"; Sugiyama, Suzuki &
 * Kanamori 2012, "Density Ratio Estimation in Machine Learning", §4.2.
 *
 * @param p - samples of the numerator, at least 10
 * @param q - samples of the denominator, at least 10
 * @param options - `features`, `centers`, `bandwidths`, `ridges`, `heldOutFraction`, `seed`, `signal`, `confidence`
 * @returns the ratio as a function, and the bounds on KL and JS
 * @throws ArgumentError for samples or options that can't be used, or more than 1,000 features
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { estimateDensityRatioByLogisticRegression } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 1000 }, () => [mean + random.normal()]);
 * const { ratio } = await estimateDensityRatioByLogisticRegression(draw(0), draw(1));
 * // The densities cross halfway: p/q is 1 there.
 * const [middle] = await ratio([[0.5]]);
 * console.log(middle?.toFixed(0)); // → 1
 * ```
 */
export async function estimateDensityRatioByLogisticRegression(
  p: Samples,
  q: Samples,
  options: LogisticRegressionOptions = {},
): Promise<LogisticDensityRatio> {
  const ownKeys = ['features', 'centers', 'bandwidths', 'ridges', 'heldOutFraction'];
  const { seed, signal, confidence } = checkEstimateOptions(options, ownKeys);
  const {
    features = 'quadratic',
    centers = 100,
    bandwidths = [0.25, 0.5, 1],
    ridges = [1e-4, 1e-2],
    heldOutFraction = 0.4,
  } = options;
  if (features !== 'linear' && features !== 'quadratic' && features !== 'kernel') {
    throw new ArgumentError(
      'features',
      `got ${describeValue(features)}; expected 'linear', 'quadratic' or 'kernel'.`,
    );
  }
  checkCenters(centers);
  checkCandidates('bandwidths', bandwidths);
  checkCandidates('ridges', ridges);
  checkHeldOutFraction(heldOutFraction);
  const pauses = createPauses(signal);
  const samples = await readSamplePair(['p', 'q'], p, q, SMALLEST_SPLIT, signal);
  const { dimension } = samples.p;
  checkWidth(features, centers, dimension);
  const random = createRandom(seed);
  const copies = await sidesCopies(samples, pauses);
  const parts = {
    p: await splitSamples('p', samples.p, heldOutFraction, random.fork(), copies.p, pauses),
    q: await splitSamples('q', samples.q, heldOutFraction, random.fork(), copies.q, pauses),
  };
  const standardization = await pooledStandardization(parts.p.train, parts.q.train, pauses);
  const train = {
    p: await standardize(standardization, parts.p.train, pauses),
    q: await standardize(standardization, parts.q.train, pauses),
  };

  const maps = await featureMaps(features, train, { centers, bandwidths }, random.fork(), pauses);
  const logRatioOf = async ({ fit, features: map }: Candidate, others: SampleMatrix, then: Pauses) =>
    logisticLogits(fit, await map(await standardize(standardization, others, then), then), then);

  let best: (Candidate & { score: number }) | undefined;
  for (const featureMap of maps) {
    const [onP, onQ] = [
      await featureMap.features(train.p, pauses),
      await featureMap.features(train.q, pauses),
    ];
    for (const ridge of ridges) {
      const candidate = { ...featureMap, ridge, fit: await fitLogistic(onP, onQ, { ridge, pauses }) };
      const { value: score } = await jensenShannonBound(
        await logRatioOf(candidate, parts.p.validation, pauses),
        await logRatioOf(candidate, parts.q.validation, pauses),
        pauses,
      );
      if (!best || score > best.score) best = { ...candidate, score };
    }
  }
  const chosen = best!;
  const logRatio = async (others: Samples) =>
    logRatioOf(chosen, await readSamplesOfDimension(others, dimension), createPauses());
  const [onP, onQ] = [
    await logRatioOf(chosen, parts.p.heldOut, pauses),
    await logRatioOf(chosen, parts.q.heldOut, pauses),
  ];
  const plusOne = async (logRatios: Float64Array) => {
    const shifted = new Float64Array(logRatios.length);
    await inBlocks(logRatios.length, 1, pauses, (from, to) => {
      for (let index = from; index < to; index++) shifted[index] = logRatios[index]! + 1;
    });
    return shifted;
  };
  const { converged } = chosen.fit;
  const sampleSizes = { p: train.p.count, q: train.q.count };
  const ofCopies = copyWarnings(copies);
  const finished = (estimate: Estimate, estimator: string): Estimate => ({
    ...estimate,
    estimator,
    converged,
    warnings: [...ofCopies, ...estimate.warnings],
  });
  return {
    ratio: async (others) => (await logRatio(others)).map(Math.exp),
    logRatio,
    kl: finished(
      await nwjFromCritic(await plusOne(onP), await plusOne(onQ), { confidence }),
      'KL by logistic regression',
    ),
    jensenShannon: finished(
      await jensenShannonFromLogits(onP, onQ, { confidence }),
      'Jensen–Shannon by logistic regression',
    ),
    ridge: chosen.ridge,
    ...(chosen.bandwidth === undefined ? {} : { bandwidth: chosen.bandwidth }),
    sampleSizes,
    warnings: [...ofCopies, ...fewSamplesWarnings(sampleSizes)],
  };
}

/** Refuses more features than a Newton step takes, with a hint that fits these features. */
function checkWidth(features: 'linear' | 'quadratic' | 'kernel', centers: number, dimension: number): void {
  if (features === 'kernel') {
    if (centers <= MOST_FEATURES) return;
    throw new ArgumentError(
      'centers',
      `gives ${centers} features; expected at most ${MOST_FEATURES}. Take fewer.`,
    );
  }
  const width = polynomialFeatureCount(features, dimension);
  if (width <= MOST_FEATURES) return;
  const linearToo = features === 'quadratic' && dimension <= MOST_FEATURES;
  throw new ArgumentError(
    'features',
    `gives ${width} features of ${dimension} dimensions; expected at most ${MOST_FEATURES}. Take ${linearToo ? "'linear' or 'kernel'" : "'kernel'"} features, or samples of fewer dimensions.`,
  );
}
