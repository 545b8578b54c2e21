import type { createRandom } from 'gan-core/distributions';
import type { FlatSamples } from 'gan-core/estimators';

/** A seeded stream of random numbers. */
export type Random = ReturnType<typeof createRandom>;

/** Draws `count` samples of `dimension` numbers, each by a function that fills one. */
export function samples(
  count: number,
  dimension: number,
  fill: (sample: Float64Array, index: number) => void,
): FlatSamples {
  const values = new Float64Array(count * dimension);
  for (let index = 0; index < count; index++)
    fill(values.subarray(index * dimension, (index + 1) * dimension), index);
  return { values, dimension };
}

/** Independent normal numbers of one mean and deviation. */
export function normals(
  random: Random,
  count: number,
  dimension: number,
  mean = 0,
  deviation = 1,
): FlatSamples {
  return samples(count, dimension, (sample) => {
    for (let axis = 0; axis < dimension; axis++) sample[axis] = mean + deviation * random.normal();
  });
}

/** A mixture of Gaussians of one deviation, with weights that need not add up to 1. */
export function mixture(
  random: Random,
  count: number,
  means: readonly (readonly number[])[],
  deviation: number,
  weights: readonly number[],
): FlatSamples {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return samples(count, means[0]!.length, (sample) => {
    let left = random.next() * sum;
    let component = 0;
    while (component < means.length - 1 && left >= weights[component]!) left -= weights[component++]!;
    means[component]!.forEach((mean, axis) => {
      sample[axis] = mean + deviation * random.normal();
    });
  });
}

/** The surface of a sphere, uniformly. */
export function sphereSurface(random: Random, count: number, dimension: number, radius: number): FlatSamples {
  return samples(count, dimension, (sample) => {
    for (let axis = 0; axis < dimension; axis++) sample[axis] = random.normal();
    const norm = Math.hypot(...sample);
    for (let axis = 0; axis < dimension; axis++) sample[axis]! *= radius / norm;
  });
}

/** A cube of side 1, uniformly, from `start` on along each axis. */
export function cube(random: Random, count: number, dimension: number, start: number): FlatSamples {
  return samples(count, dimension, (sample) => {
    for (let axis = 0; axis < dimension; axis++) sample[axis] = start + random.next();
  });
}

/** A ball in three dimensions, uniformly. */
export function ball(random: Random, count: number, radius: number): FlatSamples {
  return samples(count, 3, (sample) => {
    do for (let axis = 0; axis < 3; axis++) sample[axis] = 2 * random.next() - 1;
    while (Math.hypot(...sample) > 1);
    for (let axis = 0; axis < 3; axis++) sample[axis]! *= radius;
  });
}

/** A torus about the third axis: a disk of radius 0.1, uniform, whose center goes round a circle of radius 1. */
export function torus(random: Random, count: number): FlatSamples {
  return samples(count, 3, (sample) => {
    let [x, z] = [1, 1];
    while (Math.hypot(x, z) > 1) [x, z] = [2 * random.next() - 1, 2 * random.next() - 1];
    const angle = 2 * Math.PI * random.next();
    const distance = 1 + 0.1 * x;
    sample.set([distance * Math.cos(angle), distance * Math.sin(angle), 0.1 * z]);
  });
}

/** Pareto's distribution from 1 on, of the density b/x^(b + 1). */
export const pareto = (random: Random, b: number): number => (1 - random.next()) ** (-1 / b);
