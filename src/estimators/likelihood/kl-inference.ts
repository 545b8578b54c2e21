import { ArgumentError, describeValue } from '../../errors';
import type { Random } from '../../random';
import { orAborted, type Pauses } from '../../scheduling';
import { normalInterval } from '../statistics/normal-interval';
import { type FittedSide, heldOutLogRatio } from './held-out-log-ratio';
import { nonNegativeInterval, varianceAt } from './non-negative-interval';
import type { PlugInKl } from './plug-in-kl';

/** Inference on KL from two fits: the estimate, its error and its interval. */
export interface KlInference {
  /** The estimate before it is cut off at 0; infinite or NaN where a density is 0 or no number. */
  readonly unclipped: number;
  /** KL(p̂‖q̂), if that is what it comes from. */
  readonly plugIn: number | undefined;
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly converged: boolean;
  readonly warnings: readonly string[];
}

const NO_ERROR =
  'p and q are so far apart that the error of the divergence is beyond float64. Read it as "far apart".';

/**
 * KL from the fits' parameters, where the two families are of one kind.
 *
 * @returns undefined where they aren't, or have no such formula
 */
export async function plugInInference<P, Q>(
  p: FittedSide<P>,
  q: FittedSide<Q>,
  confidence: number,
  pauses: Pauses,
): Promise<KlInference | undefined> {
  if (!p.family.plugInKl || !ofOneKind(p, q)) return undefined;
  const asked = p.family.plugInKl(p.fit, q.fit, { p: p.samples, q: q.samples }, pauses);
  const kl = checkPlugIn(await orAborted(asked, pauses));
  const { plugIn, unbiased, warnings } = kl;
  const common = { plugIn, converged: true, warnings };
  if (!Number.isFinite(plugIn)) {
    return { ...common, unclipped: plugIn, standardError: Infinity, interval: [0, Infinity] };
  }
  const variance = varianceAt(kl, Math.max(unbiased, 0));
  if (!Number.isFinite(variance)) {
    return {
      ...common,
      unclipped: unbiased,
      standardError: Infinity,
      interval: [0, Infinity],
      warnings: [...warnings, NO_ERROR],
    };
  }
  return {
    ...common,
    unclipped: unbiased,
    standardError: Math.sqrt(variance),
    interval: nonNegativeInterval(kl, confidence),
  };
}

/** Share of p's samples beyond all of q's above which the family's tails make the value. */
const MOST_BEYOND = 0.1;

/** KL from held-out samples of p, for any two families. */
export async function heldOutInference<P, Q>(
  p: FittedSide<P>,
  q: FittedSide<Q>,
  confidence: number,
  random: Random,
  pauses: Pauses,
): Promise<KlInference> {
  const { mean, squaredError, converged, beyondQ } = await heldOutLogRatio(p, q, random, pauses);
  const standardError = Math.sqrt(squaredError);
  const [lower, upper] = normalInterval(mean, standardError, confidence);
  return {
    unclipped: mean,
    plugIn: undefined,
    standardError,
    interval: [Math.max(lower, 0), Math.max(upper, 0)],
    converged,
    warnings: [
      ...(converged
        ? []
        : ["A fit to nine tenths of the samples didn't converge. Let the family's iteration run longer."]),
      ...(beyondQ > MOST_BEYOND
        ? [
            `${Math.round(100 * beyondQ)} % of p's samples lie where q's fitted density is lower than at any sample of q: the tails of the family decide there, not the data, and the value may be off by a multiple of its error. Read it as "far apart".`,
          ]
        : []),
    ],
  };
}

/** Refuses what isn't a plug-in estimate: the formula may be a user's own. */
function checkPlugIn(kl: PlugInKl): PlugInKl {
  const { plugIn, unbiased, linearVariance, quadraticVariance, atEquality, warnings } = kl ?? {};
  const { mean, variance } = atEquality ?? {};
  const numbers = [plugIn, unbiased, linearVariance, quadraticVariance, mean, variance];
  if (!numbers.every((each) => typeof each === 'number') || !Array.isArray(warnings)) {
    const expected =
      '{ plugIn, unbiased, linearVariance, quadraticVariance, atEquality: { mean, variance }, warnings }';
    throw new ArgumentError('family.plugInKl', `gave ${describeValue(kl)}; expected ${expected}.`);
  }
  // Beside an infinite divergence the rest says nothing.
  const isWrong = !(plugIn > -Infinity) || (plugIn < Infinity && !Number.isFinite(unbiased));
  if (!isWrong) return kl;
  throw new ArgumentError(
    'family.plugInKl',
    `gave a divergence of ${plugIn}, ${unbiased} without its bias; expected numbers, or Infinity where q has no mass.`,
  );
}

/** Families that share the function can read each other's parameters. */
function ofOneKind<P, Q>(p: FittedSide<P>, q: FittedSide<Q>): q is FittedSide<P & Q> {
  return (p.family.plugInKl as unknown) === q.family.plugInKl;
}
