import { createRandom } from '../../random';
import { createPauses, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { checkHeldOutFraction } from '../samples/check-held-out-fraction';
import { copyWarnings, sidesCopies } from '../samples/copies';
import { readSamplesOfDimension } from '../samples/read-samples-of-dimension';
import { readSamplePair, type SampleMatrix, type Samples } from '../samples/samples';
import { SMALLEST_SPLIT, splitInTwo } from '../samples/split';
import { standardize, standardizeSides } from '../samples/standardization';
import { meanOfValues } from '../statistics/mean-and-variance';
import { normalInterval } from '../statistics/normal-interval';
import { tailWarnings } from '../statistics/tail-warnings';
import { checkCandidates, checkCenters, type DensityRatio, fewSamplesWarnings } from './density-ratio';
import { drawCenters } from './gaussian-kernels';
import { chooseUlsif } from './ulsif-choice';

/** The settings of {@link estimateDensityRatioByUlsif}. */
export interface UlsifOptions extends EstimateOptions {
  /** Number of Gaussian kernels, centered on samples of p. Default 100, or as many as p has. */
  readonly centers?: number;
  /** The bandwidths σ to choose from, as multiples of the median distance. Default ¼, ½, ¾, 1, 1½, 2, 3. */
  readonly bandwidths?: readonly number[];
  /** The ridges λ to choose from. Default 10⁻³, 10⁻², … 10: with less, tails may make the ratio shoot up. */
  readonly ridges?: readonly number[];
  /** The fraction of each side's samples that the divergence is measured on, in (0, 1). Default 0.4. */
  readonly heldOutFraction?: number;
}

/** A density ratio by least squares, and the Pearson divergence that follows. */
export interface UlsifDensityRatio extends DensityRatio {
  /** The lower bound 2 E_p r − E_q r² − 1 on Pearson's χ², on held-out samples. */
  readonly pearson: Estimate;
  /** The bandwidth that was chosen, as a multiple of the median distance. */
  readonly bandwidth: number;
  /** The ridge that was chosen. */
  readonly ridge: number;
}

/**
 * Estimates the density ratio r = p/q by unconstrained least-squares importance fitting: r = max(0, αᵀφ),
 * φ_k(x) = exp(−‖x − c_k‖²/(2σ²)), α = (H + λI)⁻¹h with H = E_q φφᵀ and h = E_p φ, which minimizes ½ E_q (αᵀφ − p/q)² with
 * a ridge. σ and λ are chosen by leave-one-out cross-validation in closed form, on at most 500 pairs of samples. Samples are
 * standardized by both sides' mean and deviation first. All in float64.
 *
 * From the ratio follows a lower bound on Pearson's χ² = E_q (p/q − 1)², 2 E_p r − E_q r² − 1, measured on samples that the
 * ratio was not fitted on; the interval covers that bound, not χ² itself. The ratio isn't normalized, and is 0 (its logarithm
 * −∞) far from all samples of p. Kernels of one width suit few dimensions.
 *
 * Convention: χ² as `pearsonChiSquared`, without the ½ of some papers. The paper rounds each α_k up to 0; here r itself is,
 * which leaves small bandwidths usable: between Gaussians it is far closer.
 *
 * The work: a kernel for each sample and center, and their products, once for each bandwidth; 500 small systems for each
 * bandwidth and ridge.
 *
 * Source: Kanamori, Hido & Sugiyama 2009, "A Least-squares Approach to Direct Importance Estimation".
 *
 * @param p - samples of the numerator, at least 10
 * @param q - samples of the denominator, at least 10
 * @param options - `centers`, `bandwidths`, `ridges`, `heldOutFraction`, `seed`, `signal`, `confidence`
 * @returns the ratio as a function, and the bound on Pearson's χ²
 * @throws ArgumentError for samples or options that can't be used
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { estimateDensityRatioByUlsif } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 1000 }, () => [mean + random.normal()]);
 * const { ratio } = await estimateDensityRatioByUlsif(draw(0), draw(1));
 * // The densities cross halfway: p/q is 1 there.
 * const [middle] = await ratio([[0.5]]);
 * console.log(middle?.toFixed(0)); // → 1
 * ```
 */
export async function estimateDensityRatioByUlsif(
  p: Samples,
  q: Samples,
  options: UlsifOptions = {},
): Promise<UlsifDensityRatio> {
  const { seed, signal, confidence } = checkEstimateOptions(options, [
    'centers',
    'bandwidths',
    'ridges',
    'heldOutFraction',
  ]);
  const {
    centers: centerCount = 100,
    bandwidths = [0.25, 0.5, 0.75, 1, 1.5, 2, 3],
    ridges = [1e-3, 1e-2, 0.1, 1, 10],
    heldOutFraction = 0.4,
  } = options;
  checkCenters(centerCount);
  checkCandidates('bandwidths', bandwidths);
  checkCandidates('ridges', ridges);
  checkHeldOutFraction(heldOutFraction);
  const pauses = createPauses(signal);
  const samples = await readSamplePair(['p', 'q'], p, q, SMALLEST_SPLIT, signal);
  const random = createRandom(seed);
  const copies = await sidesCopies(samples, pauses);
  const split = (side: 'p' | 'q') =>
    splitInTwo(side, samples[side], heldOutFraction, random.fork(), copies[side], pauses);
  const parts = { p: await split('p'), q: await split('q') };
  const { standardization, ...train } = await standardizeSides(parts.p.train, parts.q.train, pauses);
  const centers = await drawCenters(train.p, centerCount, random.fork(), pauses);
  const { bandwidth, ridge, ratioAt } = await chooseUlsif(train, centers, bandwidths, ridges, pauses);

  const ratiosOf = async (others: SampleMatrix, then: Pauses) =>
    ratioAt(await standardize(standardization, others, then), then);
  const ratio = async (others: Samples) =>
    ratiosOf(await readSamplesOfDimension(others, samples.p.dimension), createPauses());
  const sampleSizes = { p: train.p.count, q: train.q.count };
  const ofCopies = copyWarnings(copies);
  const onP = await ratiosOf(parts.p.heldOut, pauses);
  const onQ = await ratiosOf(parts.q.heldOut, pauses);
  return {
    ratio,
    logRatio: async (others) => (await ratio(others)).map(Math.log),
    pearson: pearsonBound(onP, onQ, confidence, ofCopies),
    bandwidth,
    ridge,
    sampleSizes,
    warnings: [...ofCopies, ...fewSamplesWarnings(sampleSizes)],
  };
}

/** 2 E_p r − E_q r² − 1: the f-GAN bound for χ² at T = 2(r − 1). */
function pearsonBound(
  onP: Float64Array,
  onQ: Float64Array,
  confidence: number,
  ofCopies: readonly string[],
): Estimate {
  const linear = meanOfValues(onP.map((ratio) => 2 * ratio));
  const square = meanOfValues(onQ.map((ratio) => ratio * ratio));
  const value = linear.mean - square.mean - 1;
  const standardError = Math.sqrt(linear.squaredError + square.squaredError);
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: '',
    bound: 'lower',
    estimator: 'Pearson χ² by uLSIF',
    sampleSizes: { p: onP.length, q: onQ.length },
    converged: true,
    warnings: [
      ...ofCopies,
      ...tailWarnings(Math.max(linear.largestShare, square.largestShare), Math.min(onP.length, onQ.length)),
    ],
  };
}
