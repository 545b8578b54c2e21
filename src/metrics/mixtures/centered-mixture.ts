import { openPairMemory, type SampleMatrix, visitRowsOfPairs } from '../../estimators/parts';
import { eachInBlocks, type Pauses } from '../../scheduling';
import { AdamSteps } from './adam-steps';
import { LogSums } from './log-sums';

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
  const scales = new Float64Array(parameters.length);
  const shifts = new Float64Array(parameters.length);
  const last = centers.count;
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(parameters.length);
    for (const [index, logVariance] of parameters.entries()) {
      scales[index] = -Math.exp(-logVariance) / 2;
      shifts[index] = (-dimension / 2) * logVariance - (index < last ? weight : 0);
    }
    await eachInBlocks(points.count, 4 * centers.count, pauses, (point) => {
      const own = squared.subarray(point * last, (point + 1) * last);
      const ofMean = NEARER_TO_MEAN ** 2 * toMean[point]!;
      let most = ofMean * scales[last]! + shifts[last]!;
      logs[last] = most;
      for (let index = 0; index < last; index++) {
        const log = own[index]! * scales[index]! + shifts[index]!;
        logs[index] = log;
        if (log > most) most = log;
      }
      const part = 1 / (exponentiate(logs, most) * points.count * dimension);
      for (let index = 0; index < last; index++) {
        const value = logs[index]!;
        if (value > 0) gradient[index]! += value * part * (dimension / 2 + own[index]! * scales[index]!);
      }
      gradient[last]! += logs[last]! * part * (dimension / 2 + ofMean * scales[last]!);
    });
    adam.move(parameters, gradient);
    for (let center = 0; center < centers.count; center++)
      parameters[center] = Math.min(Math.max(parameters[center]!, LEAST_LOG_VARIANCE), MOST_LOG_VARIANCE);
  }
  return { centers, logVariances: parameters.subarray(0, centers.count) };
}

/** Points that are looked at together: their coordinates lie in the kernel's memory. */
const TOGETHER = 8192;

/**
 * −log p(x)/d of each point, in nats. Squared distances are a compiled kernel's where there are many, on all threads: as those of plain loops
 * to the bit.
 */
export async function lossesPerDimension(
  { centers, logVariances }: CenteredMixture,
  points: SampleMatrix,
  pauses: Pauses,
): Promise<Float64Array> {
  const { values, dimension, count } = points;
  const scales = logVariances.map((logVariance) => -Math.exp(-logVariance) / 2);
  const shifts = logVariances.map((logVariance) => (-dimension / 2) * logVariance);
  const constant = (dimension / 2) * Math.log(2 * Math.PI) + Math.log(centers.count);
  const losses = new Float64Array(count);
  const counts = [Math.min(TOGETHER, count), centers.count] as const;
  const memory = await openPairMemory(counts, dimension, Math.ceil(count / TOGETHER));
  try {
    for (let first = 0; first < count; first += TOGETHER) {
      const size = Math.min(TOGETHER, count - first);
      const some = {
        values: values.subarray(first * dimension, (first + size) * dimension),
        count: size,
        dimension,
      };
      const sums = new LogSums(size);
      const visit = (numbers: Float64Array, point: number, start: number, end: number) => {
        for (let center = start; center < end; center++)
          numbers[center - start] = numbers[center - start]! * scales[center]! + shifts[center]!;
        sums.add(point, numbers, end - start);
      };
      await visitRowsOfPairs(some, centers, 'squaredDistance', visit, pauses, memory);
      for (let point = 0; point < size; point++)
        losses[first + point] = (constant - sums.of(point)) / dimension;
    }
  } finally {
    memory?.close();
  }
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
  const squared = new Float64Array(points.count * centers.count);
  // Of one center there is too little to do.
  const memory =
    centers.count > 1 ? await openPairMemory([points.count, centers.count], points.dimension, 1) : undefined;
  try {
    const visit = (numbers: Float64Array, point: number, start: number, end: number) =>
      squared.set(numbers.subarray(0, end - start), point * centers.count + start);
    await visitRowsOfPairs(points, centers, 'squaredDistance', visit, pauses, memory);
  } finally {
    memory?.close();
  }
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
