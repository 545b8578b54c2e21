import type { ModeCoverage } from 'gan-core/metrics';
import type { PenaltyRecipe } from './penalty-recipes';

/** What one seed gave. */
export interface SeedResult extends Pick<ModeCoverage, 'modes' | 'highQualityShare'> {
  readonly seed: number;
  /** The wall-clock time of training and sampling. */
  readonly seconds: number;
  readonly points: readonly (readonly number[])[];
}

/** What all seeds of a recipe gave: medians, and the seeds themselves. */
export interface RecipeResult {
  readonly recipe: PenaltyRecipe;
  readonly modes: number;
  readonly highQualityShare: number;
  readonly seconds: number;
  readonly seeds: readonly SeedResult[];
  /** The seed to draw: that of the median share (of two in the middle, the lower). */
  readonly typical: SeedResult;
}

/** The medians over a recipe's seeds. */
export function summarize(recipe: PenaltyRecipe, seeds: readonly SeedResult[]): RecipeResult {
  const byShare = [...seeds].sort((a, b) => a.highQualityShare - b.highQualityShare);
  return {
    recipe,
    modes: median(seeds.map(({ modes }) => modes)),
    highQualityShare: median(seeds.map(({ highQualityShare }) => highQualityShare)),
    seconds: median(seeds.map(({ seconds }) => seconds)),
    seeds,
    typical: byShare[Math.floor((byShare.length - 1) / 2)]!,
  };
}

/** A share in per cent, as people read it. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
