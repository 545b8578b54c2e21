import { forwardSubstitute } from './forward-substitute';
import { klDivTerm } from './kl-div-term';
import type { LdlFactors } from './ldl-factor';
import { neumaierSum } from './neumaier-sum';

/** A normal distribution, its covariance as L·D·Lᵀ, where L is left out if it is the identity. */
export interface NormalFactors {
  readonly mean: readonly number[];
  readonly pivots: readonly number[];
  readonly lower?: LdlFactors['lower'];
}

/**
 * KL(p‖q) of two normal distributions, as a sum of squares and of u − 1 − log u, none of which cancels another; column by
 * column of the covariances, which takes n³/6 multiplications of n dimensions.
 *
 * @param p - the first one, factored
 * @param q - the second one, of as many dimensions
 * @returns KL in nats
 */
export function* gaussianRelativeEntropySteps(p: NormalFactors, q: NormalFactors): Generator<void, number> {
  const size = p.mean.length;
  const shift = p.mean.map((mean, i) => mean - q.mean[i]!);
  const whitened = q.lower ? forwardSubstitute(q.lower, shift) : shift;
  const variances = neumaierSum(
    size,
    // a/b − 1 − log(a/b) for the pivots a and b; the ratio itself would round their difference away.
    (i) => klDivTerm(q.pivots[i]!, p.pivots[i]!) / q.pivots[i]!,
  );
  const means = neumaierSum(size, (i) => (whitened[i]! / q.pivots[i]!) * whitened[i]!);
  return 0.5 * (variances + means + (yield* mixedVariances(p, q)));
}

/** Σ_{i>j} A[i][j]² Dp[j] / Dq[i] with A = Lq⁻¹Lp: how far the two covariances' axes are turned against each other. */
function* mixedVariances(p: NormalFactors, q: NormalFactors): Generator<void, number> {
  if (!p.lower && !q.lower) return 0;
  const size = p.mean.length;
  let sum = 0;
  for (let j = 0; j < size; j++) {
    const column = Array.from({ length: size }, (_, i) => p.lower?.[i]?.[j] ?? (i === j ? 1 : 0));
    const turned = q.lower ? forwardSubstitute(q.lower, column, j) : column;
    sum += neumaierSum(size - j - 1, (offset) => {
      const i = j + 1 + offset;
      return turned[i]! * turned[i]! * (p.pivots[j]! / q.pivots[i]!);
    });
    yield;
  }
  return sum;
}
