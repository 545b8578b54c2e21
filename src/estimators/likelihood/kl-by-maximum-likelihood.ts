import { ArgumentError } from '../../errors';
import { createRandom, type Random } from '../../random';
import { createPauses, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { readSamplePair, type SampleMatrix, type Samples } from '../samples/samples';
import { sharedSampleWarnings } from '../samples/shared-sample-warnings';
import type { DensityFamily, FittedDensity } from './density-family';
import { checkFamily, fitFamily } from './fit-family';
import type { FittedSide } from './held-out-log-ratio';
import { heldOutInference, plugInInference } from './kl-inference';
import { fittedDensity } from './maximum-likelihood';

/**
 * The families of the two distributions: one for both, or one each.
 *
 * @typeParam P - the parameters of p's family
 * @typeParam Q - the parameters of q's family
 */
export interface MaximumLikelihoodKlOptions<P = unknown, Q = P> extends EstimateOptions {
  /** The family of both. */
  readonly family?: DensityFamily<P> & DensityFamily<Q>;
  /** The family of p, where they differ. */
  readonly familyP?: DensityFamily<P>;
  /** The family of q, where they differ. */
  readonly familyQ?: DensityFamily<Q>;
}

/**
 * KL(p‖q) by maximum likelihood, and the two densities.
 *
 * @typeParam P - the parameters of p's family
 * @typeParam Q - the parameters of q's family
 */
export interface MaximumLikelihoodKlEstimate<P = unknown, Q = P> extends Estimate {
  /** The two fits, and how the estimate was made of them. */
  readonly details: MaximumLikelihoodKlDetails<P, Q>;
}

/**
 * Details of {@link estimateKlByMaximumLikelihood}.
 *
 * @typeParam P - the parameters of p's family
 * @typeParam Q - the parameters of q's family
 */
export interface MaximumLikelihoodKlDetails<P = unknown, Q = P> {
  /** p̂, fitted to all of p's samples. */
  readonly p: FittedDensity<P>;
  /** q̂, fitted to all of q's samples. */
  readonly q: FittedDensity<Q>;
  /**
   * `'plug-in'`: KL(p̂‖q̂) of the parameters, corrected. `'held-out'`: the mean of log p̂ − log q̂ over unseen samples of p.
   */
  readonly method: 'plug-in' | 'held-out';
  /** KL(p̂‖q̂), biased upward; undefined for `'held-out'`. */
  readonly plugIn: number | undefined;
  /** The estimate before it is cut off at 0: where p = q, half of these are negative. */
  readonly unclipped: number;
}

/**
 * Estimates KL(p‖q) in nats from samples, by fitting a density to each with maximum likelihood.
 *
 * Two Gaussian or two categorical families: KL(p̂‖q̂) in closed form, which is biased upward (of Gaussians by about half
 * the number of parameters times 1/n + 1/m), with that bias taken out: of Gaussians exactly, of categorical ones to first
 * order. The error covers the fits: influence functions of both samples, and the quadratic part that is left where p ≈ q.
 * The interval inverts tests whose distribution goes from χ² at p = q to normal far from it; it holds for p = q too. For
 * samples that aren't from the family the divergence is that between the two fits' limits, and the bias is taken out only
 * roughly.
 *
 * Any other pair: the mean of log p̂ − log q̂ over samples of p that the fits haven't seen (ten folds), its error by the
 * samples' variance and a jackknife of q̂; the interval is ± z standard errors, cut off at 0. What a family can't express
 * is no part of that error: of a kernel density the smoothing, of a mixture components too few.
 *
 * Range 0 … +∞. The value is cut off at 0, `details.unclipped` isn't. +∞, with a warning, where q̂ has no mass on a sample
 * of p. For samples drawn independently: a warning says so where samples of p are samples of q too.
 *
 * Sources: for Gaussians the moments of Wishart matrices in Mardia, Kent & Bibby 1979, "Multivariate Analysis", §3.4; for
 * categorical families the bias in Miller 1955, "Note on the Bias of Information Estimates"; the interval by Patnaik 1949,
 * "The Non-central χ²- and F-Distributions and their Applications", near 0 in the manner of Feldman & Cousins 1998, "Unified
 * approach to the classical statistical analysis of small signals"; the jackknife by folds of Efron & Tibshirani 1993, "An
 * Introduction to the Bootstrap", §11.5.
 *
 * @param p - samples of p, the distribution that the mean is over
 * @param q - samples of q, of the same space
 * @param options - `family`, or `familyP` and `familyQ`; `seed`, `signal`, `confidence`
 * @returns the estimate, with the fitted densities in `details`
 * @throws ArgumentError if the samples aren't samples of one space, are too few for the family, a family is missing, or a
 * fitted log-density is NaN, +Infinity or no number
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { estimateKlByMaximumLikelihood, gaussianFamily } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 2000 }, () => [mean + random.normal()]);
 * const { value } = await estimateKlByMaximumLikelihood(draw(0), draw(1), { family: gaussianFamily() });
 * // The truth is ½.
 * console.log(value.toFixed(1)); // → 0.5
 * ```
 */
export async function estimateKlByMaximumLikelihood<P, Q = P>(
  p: Samples,
  q: Samples,
  options: MaximumLikelihoodKlOptions<P, Q>,
): Promise<MaximumLikelihoodKlEstimate<P, Q>> {
  const [familyP, familyQ] = chooseFamilies(options ?? {});
  const { seed, signal, confidence } = checkEstimateOptions(options, ['family', 'familyP', 'familyQ']);
  const samples = await readSamplePair(['p', 'q'], p, q, 2, signal);
  const pauses = createPauses(signal);
  const random = createRandom(seed);
  const x = await fitSide('p', familyP, samples.p, random.fork(), pauses);
  const y = await fitSide('q', familyQ, samples.q, random.fork(), pauses);
  const densityP = await fittedDensity(familyP, x.fit, samples.p, pauses);
  const densityQ = await fittedDensity(familyQ, y.fit, samples.q, pauses);

  const inference =
    (await plugInInference(x, y, confidence, pauses)) ??
    (await heldOutInference(x, y, confidence, random, pauses));
  const ofShared = await sharedSampleWarnings(samples, pauses);
  const infinite = !Number.isFinite(inference.unclipped);
  return {
    value: infinite ? Infinity : Math.max(inference.unclipped, 0),
    standardError: infinite ? Infinity : inference.standardError,
    interval: infinite ? [0, Infinity] : inference.interval,
    unit: 'nats',
    bound: 'none',
    estimator: 'KL divergence by maximum likelihood',
    sampleSizes: { p: samples.p.count, q: samples.q.count },
    converged: densityP.converged && densityQ.converged && inference.converged,
    warnings: [
      ...(infinite ? [NO_MASS] : []),
      ...ofShared,
      ...densityP.warnings,
      ...densityQ.warnings,
      ...inference.warnings,
    ],
    details: {
      p: densityP,
      q: densityQ,
      method: inference.plugIn === undefined ? 'held-out' : 'plug-in',
      plugIn: inference.plugIn,
      unclipped: infinite ? Infinity : inference.unclipped,
    },
  };
}

const NO_MASS =
  'A fitted density has no mass on a sample of p, which makes the divergence infinite. Take more samples, or a family with mass everywhere, such as categorical probabilities with smoothing.';

async function fitSide<T>(
  argument: string,
  family: DensityFamily<T>,
  samples: SampleMatrix,
  random: Random,
  pauses: Pauses,
): Promise<FittedSide<T>> {
  return { argument, samples, family, fit: await fitFamily(family, samples, { argument, random, pauses }) };
}

function chooseFamilies<P, Q>({
  family,
  familyP = family,
  familyQ = family,
}: MaximumLikelihoodKlOptions<P, Q>): [DensityFamily<P>, DensityFamily<Q>] {
  if (family !== undefined && (familyP !== family || familyQ !== family)) {
    throw new ArgumentError(
      'family',
      'got it together with familyP or familyQ; expected one family for both, or one for each.',
    );
  }
  const isShared = family !== undefined || (familyP === undefined && familyQ === undefined);
  checkFamily(isShared ? 'family' : 'familyP', familyP);
  checkFamily(isShared ? 'family' : 'familyQ', familyQ);
  return [familyP as DensityFamily<P>, familyQ as DensityFamily<Q>];
}
