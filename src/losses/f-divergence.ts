import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * An f-divergence D_f(p‖q) = E_q f(p/q) as f-GAN bounds it:
 * D_f(p‖q) ≥ E_p g(v) − E_q f*(g(v)), tight where g(v) = f′(p/q).
 *
 * Convention: u = p/q is data over model; f is convex with f(1) = 0; f* is its conjugate sup over u of ut − f(u).
 * An object of your own will do. Source: Nowozin, Cseke & Tomioka 2016, "f-GAN: Training Generative Neural Samplers using
 * Variational Divergence Minimization", tables 2 and 6.
 */
export interface FDivergence {
  /** The name of what a discriminator's loss reads as, for reports. */
  readonly name: string;
  /** The unit of that reading, `''` for a pure number. Default: nats. */
  readonly unit?: string;
  /** f at u ≥ 0, in float64. */
  f(u: number): number;
  /** f′ at u ≥ 0, in float64: the best value of g(v) where p/q = u. */
  derivative(u: number): number;
  /** f* of each element, which must lie in `conjugateDomain`. */
  conjugate(t: Tensor): Tensor;
  /** g: a logit to the domain of f*, increasing: a large logit means real. */
  outputActivation(v: Tensor): Tensor;
  /** f*(g(v)), simplified so that it doesn't overflow halfway. Default: `conjugate(outputActivation(v))`. */
  conjugateOfOutput?(v: Tensor): Tensor;
  /** Domain on which f* is finite. */
  readonly conjugateDomain: ConjugateDomain;
  /** f′(1): D takes a sample for real where g(v) exceeds it. */
  readonly threshold: number;
  /** Turns the bound on D_f into a bound on the divergence `name`. Default: the bound itself. */
  fromBound?(bound: number): number;
}

/** An interval of the real line. */
export interface ConjugateDomain {
  /** Its lower end, maybe −Infinity. */
  readonly min: number;
  /** Its upper end, maybe Infinity. */
  readonly max: number;
  /** Whether its finite ends belong to it. */
  readonly closed: boolean;
}

/** u log u, with its limit 0 at u = 0. */
export function timesItsLog(u: number): number {
  return u === 0 ? 0 : u * Math.log(u);
}
