import type { Random } from '../../random';
import type { Pauses } from '../../scheduling';
import type { FlatSamples, SampleMatrix, Samples } from '../samples/samples';
import type { PlugInKl } from './plug-in-kl';

/**
 * A family of densities p(x; θ) that maximum likelihood picks one of: `gaussianFamily()`, `gaussianMixtureFamily()`,
 * `kernelDensityFamily()`, `categoricalFamily(count)`, `differentiableFamily(…)`, or an object of your own.
 *
 * @typeParam Parameters - what tells one density of the family from another
 */
export interface DensityFamily<Parameters = unknown> {
  /** Its name, for results and messages. */
  readonly name: string;
  /**
   * Finds the parameters under which the samples are most likely.
   *
   * @param samples - finite float64 samples, at least two
   * @param context - where randomness and pauses come from
   * @returns the density with these parameters
   * @throws ArgumentError naming `context.argument` if the samples don't determine the parameters
   */
  fit(
    samples: SampleMatrix,
    context: FitContext<Parameters>,
  ): DensityFit<Parameters> | Promise<DensityFit<Parameters>>;
  /**
   * KL(p‖q) of two fits of this family as a function of the parameters, with what its error is made of. Two families that
   * share this very function may be paired. Where it is missing, log p − log q is averaged over held-out samples.
   *
   * @param p - the fit of the first samples
   * @param q - the fit of the second ones
   * @param samples - both samples
   * @param pauses - to be taken now and then in a long computation
   * @returns the plug-in divergence and its error
   */
  plugInKl?(
    p: DensityFit<Parameters>,
    q: DensityFit<Parameters>,
    samples: { readonly p: SampleMatrix; readonly q: SampleMatrix },
    pauses: Pauses,
  ): PlugInKl | Promise<PlugInKl>;
}

/** Context of a fit: its arguments beside the samples. */
export interface FitContext<Parameters = unknown> {
  /** The samples' name, for errors. */
  readonly argument: string;
  /** The only source of randomness. */
  readonly random: Random;
  /** Pauses to take now and then in a long fit: they let other tasks run, and abort. */
  readonly pauses: Pauses;
  /** A fit of nearly the same samples, where there is one: a good place to start from. A family may ignore it. */
  readonly start?: Parameters;
}

/**
 * Result of a family's fit to samples.
 *
 * @typeParam Parameters - what tells one density of the family from another
 */
export interface DensityFit<Parameters = unknown> {
  /** The parameters found. */
  readonly parameters: Parameters;
  /**
   * log p(x) in nats; −∞ where p has no mass.
   *
   * @param point - x, of the samples' dimension
   */
  logDensity(point: ArrayLike<number>): number;
  /**
   * log p at many points, where that is faster than one by one.
   *
   * @param points - the points
   * @param pauses - to be taken now and then
   */
  logDensities?(points: SampleMatrix, pauses: Pauses): Float64Array | Promise<Float64Array>;
  /**
   * One draw from p.
   *
   * @param random - the only source of randomness
   */
  draw?(random: Random): ArrayLike<number>;
  /** Whether an iteration ended because it was done. True if left out. */
  readonly converged?: boolean;
  /** Warnings that should keep a reader from trusting the fit. None if left out. */
  readonly warnings?: readonly string[];
}

/**
 * A density fitted to samples.
 *
 * @typeParam Parameters - what tells one density of the family from another
 */
export interface FittedDensity<Parameters = unknown> {
  /** The family's name. */
  readonly family: string;
  /** Number of coordinates of a point. */
  readonly dimension: number;
  /** The parameters found. */
  readonly parameters: Parameters;
  /** (1/n) Σ log p(xᵢ) of the samples it was fitted to, in nats: higher than what new samples will have. */
  readonly logLikelihood: number;
  /** Whether an iteration ended because it was done, not because it ran out of steps. True where there is none. */
  readonly converged: boolean;
  /** Warnings that should keep a reader from trusting the fit: plain sentences, none where all is well. */
  readonly warnings: readonly string[];
  /**
   * log p(x) in nats; −∞ where p has no mass.
   *
   * @param point - x, `dimension` finite coordinates
   * @throws ArgumentError if the point isn't one
   */
  logDensity(point: ArrayLike<number>): number;
  /**
   * log p at many points.
   *
   * @param samples - the points
   * @param options - `signal` aborts a long computation
   * @returns log p of each, in nats
   * @throws ArgumentError if they aren't points of this dimension
   */
  logDensities(samples: Samples, options?: { readonly signal?: AbortSignal }): Promise<Float64Array>;
  /**
   * Draws from p.
   *
   * @param count - how many points
   * @param random - where the randomness comes from (`createRandom(seed)`)
   * @returns the points, in the form that every estimator takes
   * @throws ArgumentError if count isn't a whole number, or the family can't be drawn from
   */
  sample(count: number, random: Random): FlatSamples;
}
