import { ArgumentError, describeValue } from '../../errors';
import { createRandom } from '../../random';
import { createPauses, eachInBlocks, type Pauses } from '../../scheduling';
import { jensenShannonFromLogits } from '../critics/jensen-shannon-from-logits';
import { nwjFromCritic } from '../critics/nwj-from-critic';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { polynomialFeatureCount } from '../logistic-regression/polynomial-features';
import { checkHeldOutFraction } from '../samples/check-held-out-fraction';
import { copyWarnings, sidesCopies } from '../samples/copies';
import { readSamplesOfDimension } from '../samples/read-samples-of-dimension';
import { readSamplePair, type Samples } from '../samples/samples';
import { SMALLEST_SPLIT, splitSamples } from '../samples/split';
import { checkCandidates, checkCenters, type DensityRatio, fewSamplesWarnings } from './density-ratio';
import { fitLogRatio } from './log-ratio-fit';

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
  const { seed, signal, confidence, ...settings } = checkLogisticRegressionOptions(options);
  const pauses = createPauses(signal);
  const samples = await readSamplePair(['p', 'q'], p, q, SMALLEST_SPLIT, signal);
  const { dimension } = samples.p;
  checkWidth(settings.features, settings.centers, dimension);
  const random = createRandom(seed);
  const copies = await sidesCopies(samples, pauses);
  const split = (side: 'p' | 'q') =>
    splitSamples(side, samples[side], settings.heldOutFraction, random.fork(), copies[side], pauses);
  const parts = { p: await split('p'), q: await split('q') };
  const fit = await fitLogRatio(parts, settings, random.fork(), pauses);

  const onP = await fit.logRatio(parts.p.heldOut, pauses);
  const onQ = await fit.logRatio(parts.q.heldOut, pauses);
  const logRatio = async (others: Samples) =>
    fit.logRatio(await readSamplesOfDimension(others, dimension), createPauses());
  const sampleSizes = { p: parts.p.train.count, q: parts.q.train.count };
  const ofCopies = copyWarnings(copies);
  const finished = (estimate: Estimate, estimator: string): Estimate => ({
    ...estimate,
    estimator,
    converged: fit.converged,
    warnings: [...ofCopies, ...estimate.warnings],
  });
  return {
    ratio: async (others) => (await logRatio(others)).map(Math.exp),
    logRatio,
    kl: finished(
      await nwjFromCritic(await plusOne(onP, pauses), await plusOne(onQ, pauses), { confidence }),
      'KL by logistic regression',
    ),
    jensenShannon: finished(
      await jensenShannonFromLogits(onP, onQ, { confidence }),
      'Jensen–Shannon by logistic regression',
    ),
    ridge: fit.ridge,
    ...(fit.bandwidth === undefined ? {} : { bandwidth: fit.bandwidth }),
    sampleSizes,
    warnings: [...ofCopies, ...fewSamplesWarnings(sampleSizes)],
  };
}

function checkLogisticRegressionOptions(options: LogisticRegressionOptions) {
  const ownKeys = ['features', 'centers', 'bandwidths', 'ridges', 'heldOutFraction'];
  const shared = checkEstimateOptions(options, ownKeys);
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
  return { ...shared, features, centers, bandwidths, ridges, heldOutFraction };
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

/** T = 1 + log r. */
async function plusOne(logRatios: Float64Array, pauses: Pauses): Promise<Float64Array> {
  const shifted = new Float64Array(logRatios.length);
  await eachInBlocks(logRatios.length, 1, pauses, (index) => {
    shifted[index] = logRatios[index]! + 1;
  });
  return shifted;
}
