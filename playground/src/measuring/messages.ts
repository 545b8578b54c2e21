import type { PlaneSettings } from '../settings/plane-settings';

/** What the page asks of the worker that measures. */
export interface MeasuringRequest {
  readonly settings: Pick<PlaneSettings, 'data' | 'spread' | 'points' | 'seed'>;
  readonly step: number;
  /** Generated points, x and y in turn. */
  readonly samples: Float32Array;
}

/** What it found. */
export interface Measurement {
  readonly step: number;
  /** The Jensen–Shannon divergence between the known density and the samples, in nats. */
  readonly exact: number;
  /** As it is measured from samples alone, with its 95 % interval; null where they allow none: many copies of one point, say. */
  readonly measured: { readonly value: number; readonly interval: readonly [number, number] } | null;
  readonly modes: number;
  readonly modesInAll: number;
  readonly highQualityShare: number;
  /** D*(x) = P_data/(P_data + P_G) on the square, row by row from the lower left. */
  readonly bestScores: Float32Array;
  readonly side: number;
}

export type MeasuringAnswer =
  | { readonly type: 'measured'; readonly measurement: Measurement }
  | { readonly type: 'failed'; readonly message: string };
