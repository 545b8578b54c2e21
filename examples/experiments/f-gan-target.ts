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

/** What the paper has of a divergence. */
export interface FGanPaperRow {
  /** The best Gaussian by direct optimization. */
  readonly best: Fit;
  readonly bestDivergence: number;
  /** What the paper's own f-GAN learned. */
  readonly learned: Fit;
  /** Its objective of each divergence for that Gaussian: bounds by a D that was trained for them, in the order of `fGanNames`. */
  readonly cross: readonly number[];
}

/**
 * Nowozin, Cseke & Tomioka 2016, "f-GAN", table 3. Tests confirm it by computation: the optima to the last digits, what was learned and the
 * cross table by each other.
 */
export const fGanPaper: Readonly<Record<FGanDivergenceName, FGanPaperRow>> = {
  KL: {
    best: { mean: 1.01, deviation: 1.8308 },
    bestDivergence: 0.2831,
    learned: { mean: 1.0335, deviation: 1.8236 },
    cross: [0.2808, 0.3423, 0.1314, 0.5447, 0.7345],
  },
  'KL-rev': {
    best: { mean: 1.5782, deviation: 1.6319 },
    bestDivergence: 0.248,
    learned: { mean: 1.5624, deviation: 1.6403 },
    cross: [0.3518, 0.2414, 0.1228, 0.5794, 1.3974],
  },
  JS: {
    best: { mean: 1.307, deviation: 1.7542 },
    bestDivergence: 0.128,
    learned: { mean: 1.2854, deviation: 1.7659 },
    cross: [0.2871, 0.276, 0.121, 0.526, 0.9216],
  },
  Jeffrey: {
    best: { mean: 1.3218, deviation: 1.7034 },
    bestDivergence: 0.5705,
    learned: { mean: 1.2295, deviation: 1.8087 },
    cross: [0.2869, 0.2975, 0.1247, 0.5236, 0.8849],
  },
  Pearson: {
    best: { mean: 0.5737, deviation: 1.9274 },
    bestDivergence: 0.6457,
    learned: { mean: 0.6157, deviation: 1.9031 },
    cross: [0.297, 0.5466, 0.1665, 0.7085, 0.648],
  },
};
