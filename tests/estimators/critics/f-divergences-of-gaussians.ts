import { gaussianJensenShannon } from 'gan-core/divergences';
import {
  alphaFDivergence,
  type FDivergence,
  ganFDivergence,
  jeffreysFDivergence,
  jensenShannonFDivergence,
  klFDivergence,
  neymanFDivergence,
  pearsonFDivergence,
  reverseKlFDivergence,
  squaredHellingerFDivergence,
  totalVariationFDivergence,
} from 'gan-core/losses';

/** Between N(0, 1) and N(δ, 1), with s = δ². */
export const delta = 0.8;

export const s = delta * delta;

const alpha = (a: number) => Math.expm1((a * (a - 1) * s) / 2) / (a * (a - 1));

const js = gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: delta, covariance: 1 });

export const exact: [FDivergence, number][] = [
  [klFDivergence, s / 2],
  [reverseKlFDivergence, s / 2],
  [jeffreysFDivergence, s],
  [pearsonFDivergence, Math.expm1(s)],
  [neymanFDivergence, Math.expm1(s)],
  [squaredHellingerFDivergence, -Math.expm1(-s / 8)],
  [totalVariationFDivergence, 2 * 0.6554217416103242 - 1], // 2Φ(δ/2) − 1, from a table
  [jensenShannonFDivergence, js],
  [ganFDivergence, js],
  [alphaFDivergence(0.5), alpha(0.5)],
  [alphaFDivergence(1.5), alpha(1.5)],
  [alphaFDivergence(-0.5), alpha(-0.5)],
];
