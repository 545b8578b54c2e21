/**
 * What an estimator says of a quantity that it measured on samples. Every estimator returns this shape; what it knows
 * beyond it lies in `details`.
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
  /** How many samples of each side it used. */
  readonly sampleSizes: SampleSizes;
  /** Whether an iteration ended because it was done, not because it ran out of steps. True where there is none. */
  readonly converged: boolean;
  /** What should keep a reader from trusting the numbers: plain sentences, none where all is well. */
  readonly warnings: readonly string[];
}

/** How many samples an estimate rests on. */
export interface SampleSizes {
  /** Of the first distribution. */
  readonly p: number;
  /** Of the second one; 0 where there is only one. */
  readonly q: number;
}

/** What every estimator takes beside the samples. */
export interface EstimateOptions {
  /** Fixes whatever the estimator draws: the same seed gives the same numbers. Default 0. */
  readonly seed?: number;
  /**
   * Aborting it makes the estimate reject with the signal's reason. Others get a turn about every 8 ms meanwhile. What can't be
   * split is one step of a network that is trained, and taking memory for the copy of the samples.
   */
  readonly signal?: AbortSignal;
  /** How sure the interval is, in (0, 1). Default 0.95. */
  readonly confidence?: number;
}
