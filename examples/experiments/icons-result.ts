import type { DigitsRow } from './digits-result';
import type { Recipe } from './gan-recipes';

export type IconsSettings = {
  readonly recipe: Recipe;
  readonly steps: number;
  readonly batchSize: number;
  /** Where the metrics' features come from: a name in digit-features.ts. */
  readonly features: string;
};

export interface IconsResult {
  readonly rows: readonly DigitsRow[];
  /** As many training icons in the generated ones' place: as good as it gets. */
  readonly ofTraining: DigitsRow;
  /** Samples of the end, 32·32 gray bytes each, in base64. */
  readonly pictures: string;
  /** Wall-clock milliseconds of a training step, metrics apart; other work ran beside. */
  readonly millisecondsPerStep: number;
  readonly divergedAt: number | null;
}
