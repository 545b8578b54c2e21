/**
 * KL(p̂‖q̂) of two fitted densities as a function of their parameters, and what its error is made of. Away from p = q the
 * error is linear in the parameters' errors; at p = q the divergence is at its minimum, the linear part vanishes, and what
 * is left is quadratic: a sum of squares, never negative.
 */
export interface PlugInKl {
  /** KL(p̂‖q̂): the divergence of the fits, biased upward. */
  readonly plugIn: number;
  /** The plug-in with its bias taken out; it may be below 0. */
  readonly unbiased: number;
  /** The variance of the linear part, var(ψp)/n + var(ψq)/m with the influence functions ψ of the two samples. */
  readonly linearVariance: number;
  /** The variance of the quadratic part at the fits. */
  readonly quadraticVariance: number;
  /** The plug-in's own mean and variance where p = q. */
  readonly atEquality: {
    /** Its mean, the bias there. */
    readonly mean: number;
    /** Its variance. */
    readonly variance: number;
  };
  /** Warnings that should keep a reader from trusting it. */
  readonly warnings: readonly string[];
}
