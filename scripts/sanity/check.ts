import type { FlatSamples } from 'gan-core/estimators';
import type { Criterion } from './curve';
import type { Random } from './draws';

/** What a metric is made for. */
export type MetricKind = 'fidelity' | 'diversity' | 'distance';

/** Two sets of samples at one point of a series. */
export interface Pair {
  readonly real: FlatSamples;
  readonly generated: FlatSamples;
  /** As many samples as `generated`, of the real distribution: what distances are compared with. */
  readonly equal?: FlatSamples;
}

/** Criteria of one kind of metrics: all must hold. */
export type CriteriaOf = Readonly<Record<MetricKind, readonly Criterion[]>>;

/** Series of experiments in which one thing changes. */
export interface Series {
  /** What is the same along it: `d = 64`. */
  readonly label: string;
  /** What changes. */
  readonly x: readonly number[];
  /** Draws what the whole series shares, and gives what draws a point. */
  readonly open: (random: Random) => (x: number) => Pair;
  /** How the metric should move. */
  readonly shape: CriteriaOf;
  /** Which values it should have. */
  readonly bounds: CriteriaOf;
}

/** One of the paper's sanity checks. */
export interface SanityCheck {
  /** Name in the authors' code. */
  readonly name: string;
  /** Name in the paper. */
  readonly title: string;
  readonly series: readonly Series[];
}

/** The same criteria for fidelity and diversity. */
export const both = (criteria: readonly Criterion[], distance: readonly Criterion[] = []): CriteriaOf => ({
  fidelity: criteria,
  diversity: criteria,
  distance,
});

/** Samples of either side, but where the check is about their number. */
export const COUNT = 1000;

/** Evenly spaced points, both ends among them. */
export const linear = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1));

/** Powers of ten of evenly spaced exponents. */
export const logarithmic = (from: number, to: number, count: number): number[] =>
  linear(from, to, count).map((exponent) => 10 ** exponent);
