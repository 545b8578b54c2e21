import type { GaussianMixture } from 'gan-core/divergences';
import {
  type FDivergence,
  jeffreysFDivergence,
  jensenShannonFDivergence,
  klFDivergence,
  pearsonFDivergence,
  reverseKlFDivergence,
} from 'gan-core/losses';

/** The five divergences of the paper's table, by the names that it has there. */
export const fGanDivergences = {
  KL: klFDivergence,
  'KL-rev': reverseKlFDivergence,
  JS: jensenShannonFDivergence,
  Jeffrey: jeffreysFDivergence,
  Pearson: pearsonFDivergence,
} satisfies Record<string, FDivergence>;

export type FGanSettings = {
  readonly divergence: string;
  readonly steps: number;
  readonly batchSize: number;
  readonly discriminatorSteps: number;
};

/** The Gaussian that was learned, and the divergence that D's loss stood for in the end. */
export interface FGanResult extends Fit {
  readonly bound: number;
  readonly divergedAt: number | null;
}

export type FGanDivergenceName = keyof typeof fGanDivergences;

export const fGanNames = Object.keys(fGanDivergences) as readonly FGanDivergenceName[];

/**
 * The data: 0.33·N(−1, 0.255²) + 0.67·N(2, 2), the second numbers being variances. The paper doesn't say it; this is the mixture whose
 * exact optima are those of its table, to 0.001.
 */
export const fGanTarget: GaussianMixture = {
  weights: [0.33, 0.67],
  components: [
    { mean: -1, covariance: 0.255 ** 2 },
    { mean: 2, covariance: 2 },
  ],
};

/** A Gaussian of the line. */
export interface Fit {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Nowozin, Cseke & Tomioka 2016, "f-GAN", table 3: the best Gaussian by direct optimization, with its divergence. A test confirms them by
 * computation.
 */
export const fGanPaper: Readonly<
  Record<FGanDivergenceName, { readonly best: Fit; readonly bestDivergence: number }>
> = {
  KL: { best: { mean: 1.01, deviation: 1.8308 }, bestDivergence: 0.2831 },
  'KL-rev': { best: { mean: 1.5782, deviation: 1.6319 }, bestDivergence: 0.248 },
  JS: { best: { mean: 1.307, deviation: 1.7542 }, bestDivergence: 0.128 },
  Jeffrey: { best: { mean: 1.3218, deviation: 1.7034 }, bestDivergence: 0.5705 },
  Pearson: { best: { mean: 0.5737, deviation: 1.9274 }, bestDivergence: 0.6457 },
};
