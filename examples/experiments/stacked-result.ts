import type { Recipe } from './gan-recipes';

export type StackedSettings = {
  readonly recipe: Recipe;
  readonly steps: number;
  readonly batchSize: number;
  /** How many generated pictures are sorted into modes: 26,000 in the papers. */
  readonly samples: number;
};

export interface StackedResult {
  /** Modes of 1,000 with at least one sample. */
  readonly modes: number;
  /** KL(generated ‖ uniform) over the modes, in nats. */
  readonly klOverModes: number;
  /** Modes that as many real, stacked, held-out digits come to by the same classifier. */
  readonly modesOfReal: number;
  readonly divergedAt: number | null;
}
