import { ArgumentError } from '../../../errors';
import { digamma, gaussianRelativeEntropySteps, ldlFactorSteps, type NormalFactors } from '../../../math';
import { inSteps, type Pauses } from '../../../scheduling';
import type { SampleMatrix } from '../../samples/samples';
import type { DensityFit } from '../density-family';
import type { PlugInKl } from '../plug-in-kl';
import { influenceVariance, quadraticVariance, quadraticVarianceAtEquality } from './gaussian-kl-variance';
import type { GaussianParameters } from './gaussian-parameters';
import { invert, type Matrix, mapRows, multiply, multiplyVector, subtract, trace } from './matrices';
import { isMatrix } from './normal-density';

/**
 * KL(p̂‖q̂) of two fitted Gaussians, its unbiased form, and its variance.
 *
 * **Bias.** With t = tr(Σq⁻¹Σp) + ΔᵀΣq⁻¹Δ, Δ = μp − μq, 2 KL = t − d + log det Σq − log det Σp. For normal samples m·Σ̂q is
 * a Wishart matrix of m − 1 degrees of freedom, so that E t̂ = m/(m − d − 2) · (t + d/m), and
 * E log det Σ̂ = log det Σ + c(n), c(n) = Σᵢ₌₁…d ψ((n − i)/2) + d log(2/n) (Mardia, Kent & Bibby 1979, "Multivariate
 * Analysis", §3.4). Solving for 2 KL gives an estimate without bias, exactly; a function of complete sufficient statistics,
 * it is the unbiased one of least variance. Under diagonal covariances each coordinate counts as one of d = 1.
 *
 * **Linear part.** The influence functions, with g = Σq⁻¹Δ and M = Σp + ΔΔᵀ, are
 * ψp(x) = gᵀ(x − μp) + ½ tr[(Σq⁻¹ − Σp⁻¹)((x − μp)(x − μp)ᵀ − Σp)] and
 * ψq(y) = −gᵀ(y − μq) + ½ tr[(Σq⁻¹ − Σq⁻¹MΣq⁻¹)((y − μq)(y − μq)ᵀ − Σq)].
 * Their variances are taken over the samples, so they hold for samples that aren't normal too. M counts with the factor
 * (m − d − 2)/m that t has.
 */
export async function gaussianPlugInKl(
  p: DensityFit<GaussianParameters>,
  q: DensityFit<GaussianParameters>,
  samples: { readonly p: SampleMatrix; readonly q: SampleMatrix },
  pauses: Pauses,
): Promise<PlugInKl> {
  const fitP = read(p.parameters, samples.p);
  const fitQ = read(q.parameters, samples.q);
  const [n, m, d] = [fitP.count, fitQ.count, fitP.mean.length];
  const shrinkage = shrinkageOf(fitQ);
  const shift = fitP.mean.map((mean, i) => mean - fitQ.mean[i]!);
  const inverseQ = await invert(fitQ.covariance, pauses);
  const direction = multiplyVector(inverseQ, shift);
  const scaledP = await multiply(inverseQ, fitP.covariance, pauses);
  const scaledM = await mapRows(scaledP, pauses, (row, i) =>
    row.map((value, j) => value + direction[i]! * shift[j]!),
  );

  const plugIn = await relativeEntropy(p.parameters, q.parameters, pauses);
  const logarithms = logDeterminantBias(d, fitQ) - logDeterminantBias(d, fitP);
  const influenceOfP = {
    linear: direction,
    quadratic: await subtract(inverseQ, await invert(fitP.covariance, pauses), pauses),
  };
  const unbiasedM = await mapRows(scaledM, pauses, (row) => row.map((value) => shrinkage * value));
  const influenceOfQ = {
    linear: direction.map((value) => -value),
    quadratic: await subtract(inverseQ, await multiply(unbiasedM, inverseQ, pauses), pauses),
  };
  const linearVariance =
    (await influenceVariance(samples.p, fitP, influenceOfP, pauses)) / n +
    (await influenceVariance(samples.q, fitQ, influenceOfQ, pauses)) / m;
  const pair = { scaledP, scaledM, covarianceP: fitP.covariance, shift, direction };
  const varianceAtEquality = quadraticVarianceAtEquality(d, fitP, fitQ);
  return {
    plugIn,
    unbiased: plugIn + 0.5 * ((shrinkage - 1) * trace(scaledM) - d / m - logarithms),
    linearVariance,
    quadraticVariance:
      fitP.full && fitQ.full ? await quadraticVariance(pair, n, m, pauses) : varianceAtEquality,
    atEquality: {
      mean: 0.5 * ((d + d / m) / shrinkage - d + logarithms),
      variance: varianceAtEquality,
    },
    warnings: [],
  };
}

interface ReadFit {
  readonly mean: readonly number[];
  readonly covariance: Matrix;
  /** Whether correlations were fitted. */
  readonly full: boolean;
  readonly count: number;
}

function read({ mean, covariance }: GaussianParameters, { count }: SampleMatrix): ReadFit {
  if (isMatrix(covariance)) return { mean, covariance, full: true, count };
  const matrix = covariance.map((variance, i) => covariance.map((_, j) => (i === j ? variance : 0)));
  return { mean, covariance: matrix, full: false, count };
}

/** (m − d − 2)/m, where each coordinate counts as one of d = 1 if correlations weren't fitted. */
function shrinkageOf({ mean, full, count }: ReadFit): number {
  const lost = (full ? mean.length : 1) + 2;
  if (count > lost) return (count - lost) / count;
  throw new ArgumentError(
    'q',
    `has ${count} samples for ${mean.length} dimensions; expected at least ${lost + 1}, or the divergence's bias isn't finite. Draw more.`,
  );
}

/** KL(p̂‖q̂). */
async function relativeEntropy(
  p: GaussianParameters,
  q: GaussianParameters,
  pauses: Pauses,
): Promise<number> {
  return inSteps(gaussianRelativeEntropySteps(await factored(p, pauses), await factored(q, pauses)), pauses);
}

/** The fit as `gaussianKl` factors it; that it is positive definite is known. */
async function factored({ mean, covariance }: GaussianParameters, pauses: Pauses): Promise<NormalFactors> {
  if (!isMatrix(covariance)) return { mean, pivots: covariance };
  const factors = await inSteps(ldlFactorSteps(covariance), pauses);
  if (typeof factors === 'number') throw new RangeError(`a covariance isn't positive definite at ${factors}`);
  return { mean, ...factors };
}

/** E log det Σ̂ − log det Σ. */
function logDeterminantBias(d: number, { count, full }: ReadFit): number {
  let bias = d * Math.log(2 / count);
  for (let i = 1; i <= d; i++) bias += digamma((count - (full ? i : 1)) / 2);
  return bias;
}
