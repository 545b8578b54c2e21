import { eachInBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { eachSide, type Sides } from '../samples/sides';
import { gaussianKernels, medianNonzeroDistance, squaredDistances } from './gaussian-kernels';
import { ratioOf, ulsifCoefficients, ulsifLeaveOneOut, ulsifMoments } from './ulsif-fit';

/** A ratio that was fitted and chosen. */
export interface UlsifChoice {
  /** The bandwidth, as a multiple of the median distance. */
  readonly bandwidth: number;
  readonly ridge: number;
  /** r at samples, standardized as those that it was fitted on. */
  ratioAt(samples: SampleMatrix, pauses: Pauses): Promise<Float64Array>;
}

/** Most pairs that are used: more tell bandwidths and ridges apart no better. */
const MOST_PAIRS = 500;

/**
 * Fits p/q by uLSIF for each bandwidth and ridge, and takes the fit with the best leave-one-out score.
 *
 * @param train - standardized samples
 * @param centers - of the kernels
 * @param bandwidths - as multiples of the median distance of samples of q to centers
 * @param ridges - λ
 * @param pauses - taken now and then
 */
export async function chooseUlsif(
  train: Sides<SampleMatrix>,
  centers: SampleMatrix,
  bandwidths: readonly number[],
  ridges: readonly number[],
  pauses: Pauses,
): Promise<UlsifChoice> {
  const distances = await eachSide(train, (side) => squaredDistances(side, centers, pauses));
  const median = await medianNonzeroDistance(distances.q, pauses);
  const pairs = Math.min(MOST_PAIRS, train.p.count, train.q.count);
  let best: { score: number; bandwidth: number; ridge: number; coefficients: Float64Array } | undefined;
  for (const bandwidth of bandwidths) {
    const kernels = await eachSide(distances, (side) => gaussianKernels(side, bandwidth * median, pauses));
    const moments = await ulsifMoments(kernels.p, kernels.q, pauses);
    for (const ridge of ridges) {
      const score = await ulsifLeaveOneOut(moments, ridge, pairs, pauses);
      if (best && !(score < best.score)) continue;
      best = { score, bandwidth, ridge, coefficients: await ulsifCoefficients(moments, ridge, pauses) };
    }
  }
  const { bandwidth, ridge, coefficients } = best!;
  const ratioAt = async (others: SampleMatrix, then: Pauses) => {
    const squares = await squaredDistances(others, centers, then);
    return ratiosOf(coefficients, await gaussianKernels(squares, bandwidth * median, then), then);
  };
  return { bandwidth, ridge, ratioAt };
}

/** r of each sample, by its kernels. */
async function ratiosOf(
  coefficients: Float64Array,
  { values, count, dimension }: SampleMatrix,
  pauses: Pauses,
): Promise<Float64Array> {
  const ratios = new Float64Array(count);
  await eachInBlocks(count, dimension, pauses, (row) => {
    ratios[row] = ratioOf(coefficients, values.subarray(row * dimension, (row + 1) * dimension));
  });
  return ratios;
}
