import type { GradientSizes } from './gradient-watch';

export type SaturationSettings = {
  readonly loss: string;
  /** Updates of D before G's first: how far D is ahead. */
  readonly headStart: number;
  readonly steps: number;
};

export interface SaturationResult {
  /** Of both losses' gradients, at the networks of this run. */
  readonly gradients: readonly GradientSizes[];
  readonly modes: number;
  readonly highQualityShare: number;
  readonly divergedAt: number | null;
}
