import { type NearestPoints, nearestPoints, pairsWithin, type SampleMatrix } from '../../estimators/parts';
import type { Pauses } from '../../scheduling';
import { shareOfGoodSamples } from './share-of-good-samples';

/** Both scores of two sets. */
export interface ClippedScores {
  readonly density: number;
  readonly coverage: number;
}

/** Computes Clipped Density and Clipped Coverage: see `clippedDensityCoverage`. */
export async function clippedScores(
  real: SampleMatrix,
  generated: SampleMatrix,
  neighbors: number,
  pauses: Pauses,
): Promise<ClippedScores> {
  const nearest = await nearestPoints(real, real, neighbors, pauses);
  const radii = Float64Array.from(
    { length: real.count },
    (_, center) => nearest.squared[(center + 1) * neighbors - 1]!,
  );
  const most = squaredMedian(radii);
  const clipped = radii.map((radius) => Math.min(radius, most));
  const inside = new Float64Array(real.count);
  const balls = new Float64Array(generated.count);
  const visit = (center: number, point: number, squared: number) => {
    if (squared < radii[center]!) inside[center]!++;
    if (squared <= clipped[center]!) balls[point]!++;
  };
  await pairsWithin(real, generated, { first: radii }, visit, pauses);

  const share = (counts: Float64Array) =>
    counts.reduce((sum, count) => sum + Math.min(count / neighbors, 1), 0) / counts.length;
  return {
    density: Math.min(share(balls) / share(ballsOfReal(nearest, clipped)), 1),
    coverage: shareOfGoodSamples(share(inside), generated.count, real.count, neighbors),
  };
}

/** Counts the balls about its neighbors that each real sample lies in. */
function ballsOfReal({ squared, indices, count }: NearestPoints, clipped: Float64Array): Float64Array {
  const balls = new Float64Array(clipped.length);
  for (let at = 0; at < squared.length; at++)
    if (squared[at]! <= clipped[Math.floor(at / count)]!) balls[indices[at]!]!++;
  return balls;
}

/** The square of the radii's median: of an even number, of the mean of the two in the middle. */
function squaredMedian(squaredRadii: Float64Array): number {
  const sorted = squaredRadii.slice().sort();
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1 || sorted[middle] === sorted[middle - 1]) return sorted[middle]!;
  return ((Math.sqrt(sorted[middle]!) + Math.sqrt(sorted[middle - 1]!)) / 2) ** 2;
}
