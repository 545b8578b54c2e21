import '#tfjs-gradients';
import {
  add,
  clone,
  div,
  expm1,
  log,
  log1p,
  maximum,
  mul,
  neg,
  softplus,
  step,
  sub,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { ArgumentError, describeNumber } from '../errors';
import { checkedFDivergence } from './checked-f-divergence';
import type { FDivergence } from './f-divergence';

/**
 * α|, and of 1/|α|: beyond some 1e38 the losses would be NaN.|Largest |α|, and largest 1/|α|: beyond some 1e38 the losses
 * would be NaN. |α|, and of 1/|α|: beyond some 1e38 the losses would be NaN.
 */
const LARGEST = 1e30;

/** The float32 next to −1: log1p of it is finite. */
const aboveMinusOne = -1 + 2 ** -24;

/**
 * The α-divergence: f(u) = (u^α − 1 − α(u − 1))/(α(α − 1)), f*(t) = ((1 + (α − 1)t)^(α/(α−1)) − 1)/α.
 *
 * For α > 1, g(v) = v, and f* is −1/α where 1 + (α − 1)t < 0: the conjugate over u ≥ 0, where the paper's formula has no
 * value. For α < 1, g(v) = 1/(1 − α) − log(1 + e^(−v)), so that 1 + (α − 1)g(v) = (1 − α) log(1 + e^(−v)).
 *
 * α = 2 is half of Pearson's χ², α = −1 half of Neyman's, α = ½ 4·H². In float32 f*(g(v)) overflows about where
 * v·α/(1 − α) > 88 for 0 < α < 1, as the exact value does. Digits are lost as α nears 0 or 1, whose limits are KL(q‖p) and
 * KL(p‖q). Reads as `alphaDivergence(p, q, alpha)`.
 *
 * Source: Nowozin et al. 2016, table 6; Cichocki & Amari 2010.
 *
 * @param alpha - any finite number but 0 and 1
 * @returns the divergence, for the f-GAN losses
 * @throws ArgumentError for 0, 1, or what isn't a finite number
 *
 * @example
 * ```ts
 * import { alphaFDivergence } from 'gan-core/losses';
 * // For α = 2, f(u) = ½(u − 1)²: half of Pearson's χ².
 * console.log(alphaFDivergence(2).f(3).toFixed(4)); // → 2.0000
 * ```
 */
export function alphaFDivergence(alpha: number): FDivergence {
  const size = Number.isFinite(alpha) ? Math.abs(alpha) : 0;
  if (size < 1 / LARGEST || size > LARGEST || alpha === 1) {
    throw new ArgumentError(
      'alpha',
      `got ${describeNumber(alpha)}; expected a finite number other than 0 (reverseKlFDivergence) and 1 (klFDivergence), of a size from ${1 / LARGEST} to ${LARGEST}, so that float32 holds it.`,
    );
  }
  const power = alpha / (alpha - 1);
  return checkedFDivergence({
    name: `α = ${alpha} divergence`,
    unit: '',
    f: (u) => (Math.expm1(alpha * Math.log(u)) - alpha * (u - 1)) / (alpha * (alpha - 1)),
    derivative: (u) => Math.expm1((alpha - 1) * Math.log(u)) / (alpha - 1),
    conjugate: (t) =>
      tidy(() => {
        const baseMinusOne = mul(t, alpha - 1);
        const logBase = log1p(alpha > 1 ? maximum(baseMinusOne, aboveMinusOne) : baseMinusOne);
        return div(expm1(mul(logBase, power)), alpha);
      }),
    threshold: 0,
    ...(alpha > 1
      ? {
          outputActivation: (v) => clone(v),
          conjugateDomain: { min: -Infinity, max: Infinity, closed: false },
        }
      : {
          outputActivation: (v) => tidy(() => sub(1 / (1 - alpha), softplus(neg(v)))),
          conjugateOfOutput: (v) =>
            tidy(() => div(expm1(mul(add(logSoftplus(neg(v)), Math.log(1 - alpha)), power)), alpha)),
          // At the end of the domain f* is −1/α for α < 0, and infinite for α > 0.
          conjugateDomain: { min: -Infinity, max: 1 / (1 - alpha), closed: alpha < 0 },
        }),
  });
}

/** log log(1 + eˣ): x itself in float32 where x is below −17, though eˣ may be 0 there. */
function logSoftplus(x: Tensor): Tensor {
  // A mask of its own, so that a huge gradient is 0 before it meets 1/softplus(−17).
  const near = step(add(x, 17));
  return add(mul(near, log(softplus(maximum(x, -17)))), mul(sub(1, near), x));
}
