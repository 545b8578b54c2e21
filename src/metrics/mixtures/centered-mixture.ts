import { type SampleMatrix, squaredDistance } from '../../estimators/parts';
import { eachInBlocks, type Pauses } from '../../scheduling';
import { AdamSteps } from './adam-steps';

/** An even mixture of Gaussians about given centers, each with a variance of its own in all directions. */
export interface CenteredMixture {
  readonly centers: SampleMatrix;
  /** log σ² of each. */
  readonly logVariances: Float64Array;
}

/** Settings of the authors' code. */
const STEPS = 50;
const LEAST_LOG_VARIANCE = -40;
const MOST_LOG_VARIANCE = 20;
/** While fitting, points lie so much nearer to their mean, about which there is one more Gaussian: so each has some density. */
const NEARER_TO_MEAN = 0.9;
/** Logarithms so far below the largest add nothing that float64 could hold. */
const NEGLIGIBLE = -40;

/**
 * Fits the variances to points by 50 steps of Adam on all of them, from the nearest point's squared distance on.
 *
 * @param centers - the centers
 * @param points - what is to be likely
 * @param pauses - taken now and then
 */
export async function fitCenteredMixture(
  centers: SampleMatrix,
  points: SampleMatrix,
  pauses: Pauses,
): Promise<CenteredMixture> {
  const { dimension } = points;
  const squared = await squaredDistances(points, centers, pauses);
  const toMean = await squaredDistances(points, await meanOf(points, pauses), pauses);
  // The centers' logarithms of variance, and the one about the mean.
  const parameters = new Float64Array(centers.count + 1);
  const least = new Float64Array(centers.count).fill(Infinity);
  await eachInBlocks(points.count, centers.count, pauses, (point) => {
    for (let center = 0; center < centers.count; center++)
      least[center] = Math.min(least[center]!, squared[point * centers.count + center]!);
  });
  for (const [center, distance] of least.entries())
    parameters[center] = Math.log((distance + 1e-3) / dimension);
  const adam = new AdamSteps(parameters.length, 0.5);
  const weight = Math.log(centers.count);
  const logs = new Float64Array(parameters.length);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(parameters.length);
    const inverses = parameters.map((logVariance) => Math.exp(-logVariance));
    await eachInBlocks(points.count, 4 * centers.count, pauses, (point) => {
      const halves = (index: number) =>
        (index < centers.count
          ? squared[point * centers.count + index]!
          : NEARER_TO_MEAN ** 2 * toMean[point]!) / 2;
      let most = -Infinity;
      for (let index = 0; index < logs.length; index++) {
        const log = -halves(index) * inverses[index]! - (dimension / 2) * parameters[index]!;
        logs[index] = index < centers.count ? log - weight : log;
        most = Math.max(most, logs[index]!);
      }
      const sum = exponentiate(logs, most);
      for (let index = 0; index < logs.length; index++) {
        const share = logs[index]! / sum;
        if (share > 0)
          gradient[index]! +=
            (share * (dimension / 2 - halves(index) * inverses[index]!)) / points.count / dimension;
      }
    });
    adam.move(parameters, gradient);
    for (let center = 0; center < centers.count; center++)
      parameters[center] = Math.min(Math.max(parameters[center]!, LEAST_LOG_VARIANCE), MOST_LOG_VARIANCE);
  }
  return { centers, logVariances: parameters.subarray(0, centers.count) };
}

/** −log p(x)/d of each point, in nats. */
export async function lossesPerDimension(
  { centers, logVariances }: CenteredMixture,
  points: SampleMatrix,
  pauses: Pauses,
): Promise<Float64Array> {
  const { dimension, count } = points;
  const inverses = logVariances.map((logVariance) => Math.exp(-logVariance));
  const constant = (dimension / 2) * Math.log(2 * Math.PI) + Math.log(centers.count);
  const losses = new Float64Array(count);
  const logs = new Float64Array(centers.count);
  await eachInBlocks(count, centers.count * (dimension + 4), pauses, (point) => {
    let most = -Infinity;
    for (let center = 0; center < centers.count; center++) {
      const squared = squaredDistance(
        points.values,
        point * dimension,
        centers.values,
        center * dimension,
        dimension,
      );
      logs[center] = -(squared / 2) * inverses[center]! - (dimension / 2) * logVariances[center]!;
      most = Math.max(most, logs[center]!);
    }
    losses[point] = (constant - most - Math.log(exponentiate(logs, most))) / dimension;
  });
  return losses;
}

/** Puts exp(log − most) in the logarithms' place, and gives their sum. */
function exponentiate(logs: Float64Array, most: number): number {
  let sum = 0;
  for (let index = 0; index < logs.length; index++) {
    const below = logs[index]! - most;
    const value = below < NEGLIGIBLE ? 0 : Math.exp(below);
    logs[index] = value;
    sum += value;
  }
  return sum;
}

/** All squared distances, a row a point. */
async function squaredDistances(
  points: SampleMatrix,
  centers: SampleMatrix,
  pauses: Pauses,
): Promise<Float64Array> {
  const { dimension } = points;
  const squared = new Float64Array(points.count * centers.count);
  await eachInBlocks(points.count, dimension * centers.count, pauses, (point) => {
    for (let center = 0; center < centers.count; center++)
      squared[point * centers.count + center] = squaredDistance(
        points.values,
        point * dimension,
        centers.values,
        center * dimension,
        dimension,
      );
  });
  return squared;
}

/** The mean as the only point of a set. */
async function meanOf({ values, count, dimension }: SampleMatrix, pauses: Pauses): Promise<SampleMatrix> {
  const mean = new Float64Array(dimension);
  await eachInBlocks(count, dimension, pauses, (point) => {
    for (let axis = 0; axis < dimension; axis++) mean[axis]! += values[point * dimension + axis]! / count;
  });
  return { values: mean, count: 1, dimension };
}
