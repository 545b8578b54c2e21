import { checkNumber, interval } from '../../errors';
import { alphaTerm, klDivTerm, logRatio, neumaierSum } from '../../math';
import { requireDistributionPair } from './distribution-pair';

/**
 * Rényi's divergence R_α(p‖q) = log(Σ p^α q^(1−α)) / (α − 1) of order α, with its limits: −log Σ_{p>0} q at order 0,
 * KL(p‖q) at order 1, log max p/q at order ∞.
 *
 * Range 0 … +∞, in nats; never falls as the order grows; 0 exactly for p = q, and at order 0 for all p > 0. An outcome that
 * only p has makes it +∞ for orders ≥ 1, and below 1 just where p and q share no outcome; an outcome that p lacks
 * adds nothing to Σ p^α q^(1−α).
 *
 * Convention: orders from 0 up, as in van Erven & Harremoës. Order ½ is −2 log(1 − H²) with
 * {@link squaredHellingerDistance}, twice the Bhattacharyya distance. {@link alphaDivergence} D_α is the same family
 * without the logarithm: R_α = log(1 + α(α − 1)·D_α)/(α − 1).
 *
 * Source: Rényi 1961, "On Measures of Entropy and Information", §3; van Erven & Harremoës 2014, "Rényi Divergence and
 * Kullback–Leibler Divergence", theorems 4–6 for the limits.
 *
 * @param p - probabilities of the first distribution, which sum to 1
 * @param q - probabilities of the second one, over the same outcomes
 * @param order - α, from 0 to Infinity
 * @returns R_α(p‖q) in nats
 * @throws ArgumentError if p or q isn't a distribution, they differ in length, or the order is negative or NaN
 *
 * @example
 * ```ts
 * import { renyiDivergence } from 'gan-core/divergences';
 * // Of order 2: log(Σ p²/q) = log(4/3).
 * console.log(renyiDivergence([0.5, 0.5], [0.25, 0.75], 2).toFixed(6)); // → 0.287682
 * ```
 */
export function renyiDivergence(p: ArrayLike<number>, q: ArrayLike<number>, order: number): number {
  requireDistributionPair(p, q);
  checkNumber('order', order, interval('[0, Infinity]'), '. For a negative α use alphaDivergence');
  if (order === 0) return orderZero(p, q);
  if (order === 1) return neumaierSum(p.length, (index) => klDivTerm(p[index]!, q[index]!));
  if (order === Infinity) return orderInfinity(p, q);

  const divergence = neumaierSum(p.length, (index) => alphaTerm(p[index]!, q[index]!, order));
  // Σ p^α q^(1−α) = 1 + excess; near 1 the logarithm of the rounded sum would keep few digits of the excess.
  const excess = order * ((order - 1) * divergence);
  if (Math.abs(excess) < Number.EPSILON) return order * divergence;
  if (Math.abs(excess) < 0.5) return Math.log1p(excess) / (order - 1);
  return logarithmOfPowerSum(p, q, order) / (order - 1);
}

/** −log of q's mass where p has any, by q's mass elsewhere if that is the smaller part. */
function orderZero(p: ArrayLike<number>, q: ArrayLike<number>): number {
  const mass = (counts: (p: number) => boolean) =>
    neumaierSum(p.length, (index) => (counts(p[index]!) ? q[index]! : 0));
  const outside = mass((probability) => probability === 0);
  return outside < 0.5 ? -Math.log1p(-outside) : -Math.log(mass((probability) => probability > 0));
}

/** log sup P(A)/Q(A) over events A: the greatest is a single outcome's, or the whole space's, whose ratio is 1. */
function orderInfinity(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let greatest = 0;
  for (let index = 0; index < p.length; index++) {
    if (p[index]! > 0) greatest = Math.max(greatest, logRatio(p[index]!, q[index]!));
  }
  return greatest;
}

/** log Σ p^α q^(1−α), its greatest term taken out, so that no power overflows or underflows. */
function logarithmOfPowerSum(p: ArrayLike<number>, q: ArrayLike<number>, order: number): number {
  const logarithm = (index: number) =>
    p[index] === 0 ? -Infinity : Math.log(p[index]!) + (order - 1) * logRatio(p[index]!, q[index]!);
  let greatest = -Infinity;
  for (let index = 0; index < p.length; index++) greatest = Math.max(greatest, logarithm(index));
  if (!Number.isFinite(greatest)) return greatest;
  return greatest + Math.log(neumaierSum(p.length, (index) => Math.exp(logarithm(index) - greatest)));
}
