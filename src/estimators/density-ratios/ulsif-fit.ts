import { ArgumentError } from '../../errors';
import { dot, type LdlFactors, ldlFactorSteps, ldlSolve } from '../../math';
import { inBlocks, inSteps, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';

/** The kernels' second moments under q and their means under p. */
export interface UlsifMoments {
  /** H = mean over q of φφᵀ, the lower triangle. */
  readonly second: readonly Float64Array[];
  /** h = mean over p of φ. */
  readonly mean: Float64Array;
  /** The kernels φ at samples of p. */
  readonly p: SampleMatrix;
  /** The kernels φ at samples of q. */
  readonly q: SampleMatrix;
}

/** Computes the moments. */
export async function ulsifMoments(p: SampleMatrix, q: SampleMatrix, pauses: Pauses): Promise<UlsifMoments> {
  const width = p.dimension;
  const mean = new Float64Array(width);
  await inBlocks(p.count, width, pauses, (from, to) => {
    for (let at = from * width; at < to * width; ) {
      for (let i = 0; i < width; i++) mean[i]! += p.values[at++]! / p.count;
    }
  });
  const second = Array.from({ length: width }, (_, i) => new Float64Array(i + 1));
  for (let row = 0; row < q.count; row++) {
    if (pauses.due()) await pauses.take();
    const kernels = q.values.subarray(row * width, (row + 1) * width);
    for (let i = 0; i < width; i++) {
      const line = second[i]!;
      const scaled = kernels[i]! / q.count;
      for (let j = 0; j <= i; j++) line[j] = line[j]! + scaled * kernels[j]!;
    }
  }
  return { second, mean, p, q };
}

/**
 * The coefficients α = (H + λI)⁻¹h, which minimize ½ E_q (αᵀφ)² − E_p αᵀφ + ½λ‖α‖².
 *
 * @param moments - H and h
 * @param ridge - λ > 0
 * @param pauses - taken now and then
 */
export async function ulsifCoefficients(
  { second, mean }: UlsifMoments,
  ridge: number,
  pauses: Pauses,
): Promise<Float64Array> {
  return ldlSolve(await regularized(second, ridge, pauses), mean);
}

/**
 * The mean of ½ r(x_q)² − r(x_p) over the first `pairs` samples of each side, each r fitted without these two: the lower, the
 * better. In closed form by the Sherman–Morrison formula, with B = H + λ(n − 1)/n·I:
 * (H₋ᵢ + λI)⁻¹ = (n − 1)/n·(B⁻¹ + B⁻¹φφᵀB⁻¹/(n − φᵀB⁻¹φ)), where n counts the samples of q.
 *
 * Source: Kanamori, Hido & Sugiyama 2009, "A Least-squares Approach to Direct Importance Estimation", §4.2.
 */
export async function ulsifLeaveOneOut(
  { second, mean, p, q }: UlsifMoments,
  ridge: number,
  pairs: number,
  pauses: Pauses,
): Promise<number> {
  const width = mean.length;
  const n = q.count;
  const factors = await regularized(second, (ridge * (n - 1)) / n, pauses);
  let score = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (pauses.due()) await pauses.take();
    const onQ = q.values.subarray(pair * width, (pair + 1) * width);
    const onP = p.values.subarray(pair * width, (pair + 1) * width);
    const meanWithout = mean.map((value, k) => (p.count * value - onP[k]!) / (p.count - 1));
    const solvedMean = ldlSolve(factors, meanWithout);
    const solvedKernel = ldlSolve(factors, onQ);
    const factor = dot(onQ, solvedMean) / (n - dot(onQ, solvedKernel));
    const coefficients = solvedMean.map((value, k) => ((n - 1) / n) * (value + factor * solvedKernel[k]!));
    score += ratioOf(coefficients, onQ) ** 2 / 2 - ratioOf(coefficients, onP);
  }
  return score / pairs;
}

/** r = max(0, αᵀφ). */
export function ratioOf(coefficients: Float64Array, kernels: Float64Array): number {
  return Math.max(0, dot(coefficients, kernels));
}

async function regularized(
  second: readonly Float64Array[],
  ridge: number,
  pauses: Pauses,
): Promise<LdlFactors> {
  const matrix = second.map((line, i) => {
    const row = Array.from(line);
    row[i] = row[i]! + ridge;
    return row;
  });
  const factors = await inSteps(ldlFactorSteps(matrix), pauses);
  if (typeof factors === 'number') {
    throw new ArgumentError(
      'ridges',
      `${ridge.toExponential(0)} is lost in rounding; expected more, such as 1e-6.`,
    );
  }
  return factors;
}
