import { createRandom, type Random } from 'gan-core/distributions';

/** Two distributions that samples are drawn from, how far apart they lie, and in how many dimensions. */
export interface Problem {
  readonly name: 'equal' | 'near' | 'far' | 'disjoint';
  readonly dimension: number;
  /** Of Gaussians, the distance between their means in standard deviations; of cubes, between their corners. */
  readonly distance: number;
  draw(side: 'p' | 'q', count: number, seed: number): FlatSamples;
}

/** Samples as every estimator takes them. */
export interface FlatSamples {
  readonly values: Float64Array;
  readonly dimension: number;
}

const dimensions = [1, 2, 5, 10];

/** N(0, I) against N(δ·e₁, I). */
const gaussians = (name: Problem['name'], dimension: number, distance: number): Problem => ({
  name,
  dimension,
  distance,
  draw: (side, count, seed) =>
    points(count, dimension, side, seed, (random, axis) => {
      return random.normal() + (side === 'q' && axis === 0 ? distance : 0);
    }),
});

/** Unit cubes, the second one moved by 2 along the first axis: no point has density under both. */
const cubes = (dimension: number): Problem => ({
  name: 'disjoint',
  dimension,
  distance: 2,
  draw: (side, count, seed) =>
    points(count, dimension, side, seed, (random, axis) => {
      return random.next() + (side === 'q' && axis === 0 ? 2 : 0);
    }),
});

/** All problems: each has a known answer to whatever is estimated. */
export const problems: readonly Problem[] = [
  ...dimensions.flatMap((dimension) => [
    gaussians('equal', dimension, 0),
    gaussians('near', dimension, 1),
    gaussians('far', dimension, 3),
  ]),
  cubes(1),
  cubes(10),
];

function points(
  count: number,
  dimension: number,
  side: 'p' | 'q',
  seed: number,
  coordinate: (random: Random, axis: number) => number,
): FlatSamples {
  const random = createRandom(2 * seed + (side === 'q' ? 1 : 0));
  const values = new Float64Array(count * dimension);
  for (let index = 0; index < values.length; index++) values[index] = coordinate(random, index % dimension);
  return { values, dimension };
}
