import { ArgumentError, positive } from '../../errors';
import { klDivTerm, stirlingBregman } from '../../math';
import { readParameters } from './read-parameters';

/** A beta distribution, with the density x^(alpha − 1)·(1 − x)^(beta − 1)/B(alpha, beta) for 0 < x < 1. */
export interface Beta {
  /** α > 0, x's exponent and 1. */
  readonly alpha: number;
  /** β > 0, (1 − x)'s exponent and 1. */
  readonly beta: number;
}

/**
 * The Kullback–Leibler divergence between two beta distributions:
 * KL(p‖q) = log B(αq, βq) − log B(αp, βp) + (αp − αq)·ψ(αp) + (βp − βq)·ψ(βp) − (αp − αq + βp − βq)·ψ(αp + βp), with the
 * digamma function ψ.
 *
 * Range 0 … +∞, in nats; 0 exactly for p = q. Accurate to about 1e-14 of its value; also where
 * p ≈ q.
 *
 * Source: Rauber, Braun & Berns 2008, "Probabilistic Distance Measures of the Dirichlet and Beta Distributions".
 *
 * @param p - the first distribution, `{ alpha, beta }`
 * @param q - the second one
 * @returns KL(p‖q) in nats
 * @throws ArgumentError if a parameter isn't finite and above 0, or parameters lie so far apart that float64 can't tell
 *
 * @example
 * ```ts
 * import { betaKl } from 'gan-core/divergences';
 * // From the density 2x to the uniform one: ∫ 2x·log(2x) dx = log 2 − ½.
 * console.log(betaKl({ alpha: 2, beta: 1 }, { alpha: 1, beta: 1 }).toFixed(6)); // → 0.193147
 * ```
 */
export function betaKl(p: Beta, q: Beta): number {
  [p, q] = readPair(p, q);
  const divergence = excess(q, p, { alpha: q.alpha - p.alpha, beta: q.beta - p.beta });
  if (!Number.isNaN(divergence)) return divergence;
  throw new ArgumentError(
    'q',
    `its parameters, ${q.alpha} and ${q.beta}, lie so far from each other or from p's that float64 can't tell the divergence; expected ratios up to 1e300.`,
  );
}

/**
 * The squared Hellinger distance between two beta distributions:
 * H²(p, q) = 1 − B(½(αp + αq), ½(βp + βq))/√(B(αp, βp)·B(αq, βq)).
 *
 * Symmetric, without a unit; range 0 … 1; 0 exactly for p = q. Convention: with the ½, as {@link squaredHellingerDistance}.
 *
 * Source: Rauber, Braun & Berns 2008, "Probabilistic Distance Measures of the Dirichlet and Beta Distributions".
 *
 * @param p - the first distribution, `{ alpha, beta }`
 * @param q - the second one
 * @returns H²(p, q)
 * @throws ArgumentError if a parameter isn't finite and above 0
 *
 * @example
 * ```ts
 * import { betaSquaredHellinger } from 'gan-core/divergences';
 * // Between the density 2x and the uniform one: 1 − ∫ √(2x) dx = 1 − √8/3.
 * console.log(betaSquaredHellinger({ alpha: 2, beta: 1 }, { alpha: 1, beta: 1 }).toFixed(6)); // → 0.057191
 * ```
 */
export function betaSquaredHellinger(p: Beta, q: Beta): number {
  [p, q] = readPair(p, q);
  const middle = { alpha: p.alpha / 2 + q.alpha / 2, beta: p.beta / 2 + q.beta / 2 };
  // −2 log BC: log B is halved between each of the two and the middle, and the slopes there cancel.
  // The middle is rounded; how far each of the two lies from it isn't.
  const half = { alpha: (p.alpha - q.alpha) / 2, beta: (p.beta - q.beta) / 2 };
  const opposite = { alpha: -half.alpha, beta: -half.beta };
  return -Math.expm1(-(excess(p, middle, half) + excess(q, middle, opposite)) / 2);
}

/** log B(α, β)'s Bregman divergence, ≥ 0, of p and q that are `apart` = p − q. */
function excess(p: Beta, q: Beta, apart: Beta): number {
  const difference =
    countsDivergence(p, q, apart) +
    stirlingBregman(p.alpha, q.alpha, apart.alpha) +
    stirlingBregman(p.beta, q.beta, apart.beta) -
    stirlingBregman(p.alpha + p.beta, q.alpha + q.beta, apart.alpha + apart.beta);
  // Of parameters that differ in their last digit, rounding may leave −1e-33.
  return Math.max(0, difference);
}

/**
 * The Bregman divergence of x log x − x over α and β less that over their sum. It is (αp + βp) times the divergence of the
 * means, a Bernoulli's; in this form the parts cannot cancel.
 */
function countsDivergence(p: Beta, q: Beta, apart: Beta): number {
  const sumP = p.alpha + p.beta;
  const sumQ = q.alpha + q.beta;
  const [ofAlphaP, ofBetaP] = [p.alpha / sumP, p.beta / sumP];
  const [ofAlphaQ, ofBetaQ] = [q.alpha / sumQ, q.beta / sumQ];
  const isNear = Math.abs(apart.alpha) < q.alpha / 2 && Math.abs(apart.beta) < q.beta / 2;
  // The means are rounded, which may be more than they differ by.
  const gap = isNear ? (apart.alpha * ofBetaQ - apart.beta * ofAlphaQ) / sumP : ofAlphaP - ofAlphaQ;
  const opposite = isNear ? -gap : ofBetaP - ofBetaQ;
  return sumP * (klDivTerm(ofAlphaP, ofAlphaQ, gap) + klDivTerm(ofBetaP, ofBetaQ, opposite));
}

/** Both, checked and read once. */
function readPair(p: Beta, q: Beta): [p: Beta, q: Beta] {
  return [
    readParameters('p', p, { alpha: positive, beta: positive }),
    readParameters('q', q, { alpha: positive, beta: positive }),
  ];
}
