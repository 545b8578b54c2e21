import { ArgumentError, checkWholeNumber, describeNumbers, describeValue } from '../../errors';
import type { SampleSizes } from '../estimate';
import type { Samples } from '../samples/samples';

/** An estimate of the density ratio p/q. */
export interface DensityRatio {
  /** p/q at samples, at least one. */
  ratio(samples: Samples): Promise<Float64Array>;
  /** log p/q at samples. */
  logRatio(samples: Samples): Promise<Float64Array>;
  /** Number of samples of each side that the ratio was fitted on; its divergences are measured on others. */
  readonly sampleSizes: SampleSizes;
  /** Warnings that should keep a reader from trusting the ratio: plain sentences, none where all is well. */
  readonly warnings: readonly string[];
}

/** The squares of bandwidths, and 1 over them, must be numbers of float64 too. */
const LEAST = 1e-100;

/** Refuses what isn't a non-empty list of positive numbers. */
export function checkCandidates(name: string, candidates: readonly number[]): void {
  const [least, most] = name === 'bandwidths' ? [LEAST, 1 / LEAST] : [Number.MIN_VALUE, Number.MAX_VALUE];
  const fits = (value: unknown) => typeof value === 'number' && value >= least && value <= most;
  if (Array.isArray(candidates) && candidates.length > 0 && Array.from(candidates).every(fits)) return;
  throw new ArgumentError(
    name,
    `got ${Array.isArray(candidates) ? describeNumbers(candidates) : describeValue(candidates)}; expected an array of positive, finite numbers, from ${least} to ${most}.`,
  );
}

/** Refuses what can't be a number of kernel centers. */
export function checkCenters(centers: number): void {
  checkWholeNumber('centers', centers, 1, ', such as 100');
}

/** Samples a side below which a ratio is rough. */
const FEW = 200;

/** Warns of few samples. */
export function fewSamplesWarnings({ p, q }: SampleSizes): string[] {
  const fewest = Math.min(p, q);
  return fewest < FEW ? [`Only ${fewest} samples of one side to fit the ratio on: draw more.`] : [];
}
