export type DigitsSettings = {
  readonly model: 'dcgan' | 'dense' | 'plain-tfjs';
  readonly steps: number;
  readonly batchSize: number;
  /** Where the metrics' features come from: a name in digit-features.ts. */
  readonly features: string;
};

/** A metric with its 95 % interval. */
export type Measured = {
  readonly value: number;
  readonly interval: readonly [lower: number, upper: number];
};

/** All metrics at a step, on held-out digits. */
export type DigitsRow = {
  readonly step: number;
  readonly kid: Measured;
  readonly frechet: Measured;
  readonly density: Measured;
  readonly coverage: Measured;
};

export interface DigitsResult {
  readonly rows: readonly DigitsRow[];
  /** Samples of the end, 28·28 gray bytes each, in base64. */
  readonly pictures: string;
  /** Wall-clock milliseconds of a training step, metrics apart; other work ran beside. */
  readonly millisecondsPerStep: number;
  readonly divergedAt: number | null;
}
