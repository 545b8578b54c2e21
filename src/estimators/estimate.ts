/**
 * Estimate of a quantity from samples, with its uncertainty. Every estimator returns this shape; facts of one method lie in
 * `details`.
 */
export interface Estimate {
  /** The estimate. */
  readonly value: number;
  /** Its standard error: how far another draw of the samples would move it, one standard deviation. */
  readonly standardError: number;
  /** The interval that holds the true quantity with the confidence asked for (of a bound: the bound's expectation). */
  readonly interval: readonly [lower: number, upper: number];
  /** `nats`, or what else the value is counted in; `''` for a pure number. */
  readonly unit: string;
  /** Whether the value tends to lie below the true quantity, above it, or neither. */
  readonly bound: 'lower' | 'upper' | 'none';
  /** The estimator's name. */
  readonly estimator: string;
  /** Number of samples used of each side. */
  readonly sampleSizes: SampleSizes;
  /** Whether an iteration ended because it was done, not because it ran out of steps. True where there is none. */
  readonly converged: boolean;
  /** Warnings that should keep a reader from trusting the numbers: plain sentences, none where all is well. */
  readonly warnings: readonly string[];
}

/** Numbers of samples behind an estimate. */
export interface SampleSizes {
  /** Number of samples of the first distribution. */
  readonly p: number;
  /** Number of samples of the second distribution; 0 where there is only one. */
  readonly q: number;
}

/** Options of every estimator. */
export interface EstimateOptions {
  /** Fixes whatever the estimator draws: the same seed gives the same numbers. Default 0. */
  readonly seed?: number;
  /**
   * Aborting it makes the estimate reject with the signal's reason. Others get a turn about every 8 ms meanwhile. What can't be
   * split is one step of a network that is trained, and taking memory for the copy of the samples.
   */
  readonly signal?: AbortSignal;
  /** Confidence level of `interval`, in (0, 1). Default 0.95. */
  readonly confidence?: number;
}
