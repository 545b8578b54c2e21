import { createRandom } from '../../../src/random';

export interface Points {
  readonly values: Float64Array;
  readonly count: number;
  readonly dimension: number;
}

/** Draws of N(0, 1), about centers that lie `apart`, moved by `shift`. */
export function normal(
  count: number,
  dimension: number,
  seed: number,
  { apart = 0, shift = 0 } = {},
): Points {
  const random = createRandom(seed);
  const values = new Float64Array(count * dimension);
  for (let point = 0; point < count; point++) {
    const center = apart * random.integer(3) + shift;
    for (let axis = 0; axis < dimension; axis++) values[point * dimension + axis] = center + random.normal();
  }
  return { values, count, dimension };
}

/** All pairs, by direct differences, sorted. */
export function sortedNeighbors(points: Points, among: Points, point: number) {
  const { dimension } = points;
  const found: { index: number; squared: number }[] = [];
  for (let index = 0; index < among.count; index++) {
    if (points === among && index === point) continue;
    let squared = 0;
    for (let axis = 0; axis < dimension; axis++)
      squared += (points.values[point * dimension + axis]! - among.values[index * dimension + axis]!) ** 2;
    found.push({ index, squared });
  }
  return found.sort((a, b) => a.squared - b.squared || a.index - b.index);
}
