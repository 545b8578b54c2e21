import { dot } from '../../../math';
import { inBlocks, type Pauses } from '../../../scheduling';
import type { SampleMatrix } from '../../samples/samples';
import { type Matrix, mapRows, multiplyVector, trace, traceOfSquare } from './matrices';

/**
 * The variance over samples of an influence function of second degree,
 * ψ(x) = gᵀ(x − μ) + ½ (x − μ)ᵀA(x − μ) + constant.
 *
 * @param samples - the samples
 * @param fit - μ, and whether correlations were fitted: if not, only A's diagonal counts, since none could be off
 * @param influence - g and A
 * @param pauses - for so long a computation
 * @returns the variance of ψ; its divisor n − d − 1 makes up for the fit to these very samples, as in regression
 */
export async function influenceVariance(
  { values, count, dimension }: SampleMatrix,
  { mean, full }: { readonly mean: readonly number[]; readonly full: boolean },
  { linear, quadratic }: { readonly linear: readonly number[]; readonly quadratic: Matrix },
  pauses: Pauses,
): Promise<number> {
  const influences = new Float64Array(count);
  const centered = new Float64Array(dimension);
  let sum = 0;
  for (let sample = 0; sample < count; sample++) {
    if (pauses.due()) await pauses.take();
    for (let i = 0; i < dimension; i++) centered[i] = values[sample * dimension + i]! - mean[i]!;
    let influence = 0;
    for (let i = 0; i < dimension; i++) {
      const row = quadratic[i]!;
      let slope = linear[i]! + 0.5 * row[i]! * centered[i]!;
      // A is symmetric: its lower half counts twice, which takes the ½ away.
      if (full) for (let j = 0; j < i; j++) slope += row[j]! * centered[j]!;
      influence += centered[i]! * slope;
    }
    influences[sample] = influence;
    sum += influence;
  }
  const average = sum / count;
  const freedom = Math.max(count - (full ? dimension : 1) - 1, 1);
  let squares = 0;
  await inBlocks(count, 1, pauses, (from, to) => {
    for (let sample = from; sample < to; sample++) squares += (influences[sample]! - average) ** 2;
  });
  return squares / freedom;
}

/** Two Gaussians, as seen by the traces that the quadratic part's variance is made of. */
export interface GaussianPair {
  /** Σq⁻¹Σp. */
  readonly scaledP: Matrix;
  /** Σq⁻¹(Σp + ΔΔᵀ) with Δ = μp − μq. */
  readonly scaledM: Matrix;
  /** Σp. */
  readonly covarianceP: Matrix;
  /** Δ. */
  readonly shift: readonly number[];
  /** Σq⁻¹Δ. */
  readonly direction: readonly number[];
}

/**
 * The variance of KL's second-order terms in the errors of the means and covariances, for n normal samples of p and m of q
 * and full covariances. In coordinates where Σq = I, with symmetric errors Ep of variance 1/n and Eq of 1/m (twice that on
 * the diagonal), and δ the error of Δ, the terms of 2 KL are
 * tr Eq²(M − ½I), ½ tr Ep², −tr Eq Σp^½EpΣp^½, δᵀδ and −2ΔᵀEqδ. They are uncorrelated.
 */
export async function quadraticVariance(
  { scaledP, scaledM, covarianceP, shift, direction }: GaussianPair,
  n: number,
  m: number,
  pauses: Pauses,
): Promise<number> {
  const d = shift.length;
  const beyondHalf = await mapRows(scaledM, pauses, (row, i) =>
    row.map((value, j) => (i === j ? value - 0.5 : value)),
  );
  const [traceP, squareP] = [trace(scaledP), await traceOfSquare(scaledP, pauses)];
  const distance = dot(shift, direction);
  const spreadAlongShift = dot(direction, multiplyVector(covarianceP, direction));
  const onlyQ =
    ((2 * d + 4) * (await traceOfSquare(beyondHalf, pauses)) + 2 * trace(beyondHalf) ** 2) / m ** 2;
  const onlyP = (d * (d + 1)) / n ** 2;
  const both = (2 * (squareP + traceP ** 2)) / (n * m);
  const means = 2 * (squareP / n ** 2 + (2 * traceP) / (n * m) + d / m ** 2);
  const meansWithQ = (4 / m) * (distance * (traceP / n + d / m) + spreadAlongShift / n + distance / m);
  return (onlyQ + onlyP + both + means + meansWithQ) / 4;
}

/**
 * The same where p = q, and for any mix of full and diagonal covariances: a correlation's error counts only where it is
 * fitted.
 */
export function quadraticVarianceAtEquality(
  d: number,
  p: { readonly count: number; readonly full: boolean },
  q: { readonly count: number; readonly full: boolean },
): number {
  const mutual = 1 / p.count + 1 / q.count;
  const ofOne = (p.full ? 1 / p.count ** 2 : 0) + (q.full ? 1 / q.count ** 2 : 0);
  const correlations = p.full && q.full ? mutual ** 2 : ofOne;
  return d * mutual ** 2 + (d * (d - 1) * correlations) / 4;
}
