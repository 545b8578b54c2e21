import { sampleVariance } from '../../estimators/parts';
import { pivotedCholeskySteps } from '../../math';
import { createRandom } from '../../random';
import { eachInBlocks, inSteps, type Pauses } from '../../scheduling';
import { type GaussianTransport, gaussianTransport } from './gaussian-transport';
import { covarianceSteps, type MomentSums } from './moment-sums';

/** The squared Fréchet distance between two Gaussians of these moments, in its parts. */
export interface FrechetParts {
  /** ‖μ₁ − μ₂‖². */
  readonly ofMeans: number;
  /** Tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½), at least 0. */
  readonly ofCovariances: number;
}

/** The parts, and how far they may be off. */
export interface FrechetWithError extends FrechetParts {
  /** The squared standard error that comes from the first side's rows being some of many, and from the second's. */
  readonly variances: readonly [ofFirst: number, ofSecond: number];
}

/** Rows that stand for moments without any. */
const GAUSSIAN_ROWS = 1024;

/** The distance alone. */
export async function frechetBetween(
  first: MomentSums,
  second: MomentSums,
  pauses: Pauses,
): Promise<FrechetParts> {
  return (await compare(first, second, pauses, false)).parts;
}

/**
 * The distance with its error, by the delta method: to first order a row x of the first side moves it by ψ(x)/n,
 * ψ(x) = 2(μ₁ − μ₂)ᵀ(x − μ₁) + (x − μ₁)ᵀ(1 − T)(x − μ₁) but for a constant, T being the optimal transport's matrix; so its
 * variance is that of ψ over n. It is taken over the rows that were kept; of moments without rows over Gaussian ones.
 */
export async function frechetWithError(
  first: MomentSums,
  second: MomentSums,
  seed: number,
  pauses: Pauses,
): Promise<FrechetWithError> {
  const { parts, transport } = await compare(first, second, pauses, true);
  const toSecond = await varianceOfPart(first, second, transport.alongFirst, seed, pauses);
  const toFirst = await varianceOfPart(second, first, transport.alongSecond, seed, pauses);
  return { ...parts, variances: [toSecond, toFirst] };
}

async function compare(first: MomentSums, second: MomentSums, pauses: Pauses, withMap: boolean) {
  const dimension = first.mean.length;
  const sigma1 = await inSteps(covarianceSteps(first), pauses);
  const sigma2 = await inSteps(covarianceSteps(second), pauses);
  const transport = await gaussianTransport(sigma1, sigma2, dimension, pauses, withMap);
  let [ofMeans, traces] = [0, 0];
  for (let i = 0; i < dimension; i++) {
    ofMeans += (first.mean[i]! - second.mean[i]!) ** 2;
    traces += sigma1[i * dimension + i]! + sigma2[i * dimension + i]!;
  }
  // Of equal covariances rounding leaves a trifle, which may be negative.
  const parts = { ofMeans, ofCovariances: Math.max(0, traces - 2 * transport.rootTrace) };
  return { parts, transport };
}

async function varianceOfPart(
  own: MomentSums,
  other: MomentSums,
  along: GaussianTransport['alongFirst'],
  seed: number,
  pauses: Pauses,
): Promise<number> {
  const dimension = own.mean.length;
  const known = own.kept.values();
  const rows = known.length > 0 ? known : await gaussianRows(own, seed, pauses);
  const parts = new Float64Array(rows.length / dimension);
  const centered = new Float64Array(dimension);
  await eachInBlocks(parts.length, 2 * dimension * dimension, pauses, (row) => {
    let part = 0;
    for (let axis = 0; axis < dimension; axis++) {
      const value = rows[row * dimension + axis]! - own.mean[axis]!;
      centered[axis] = value;
      part += value * (2 * (own.mean[axis]! - other.mean[axis]!) + value);
    }
    parts[row] = part - along(centered);
  });
  return sampleVariance(parts) / own.count;
}

/** Rows of a Gaussian with these moments. */
async function gaussianRows(sums: MomentSums, seed: number, pauses: Pauses): Promise<Float64Array> {
  const dimension = sums.mean.length;
  const random = createRandom(seed);
  const covariance = await inSteps(covarianceSteps(sums), pauses);
  const factor = await inSteps(pivotedCholeskySteps(covariance, dimension), pauses);
  const rows = new Float64Array(GAUSSIAN_ROWS * dimension);
  await eachInBlocks(GAUSSIAN_ROWS, factor.rank * dimension, pauses, (row) => {
    const drawn = rows.subarray(row * dimension, (row + 1) * dimension);
    drawn.set(sums.mean);
    for (let k = 0; k < factor.rank; k++) {
      const length = random.normal();
      for (let axis = 0; axis < dimension; axis++)
        drawn[axis]! += length * factor.rows[k * dimension + axis]!;
    }
  });
  return rows;
}
