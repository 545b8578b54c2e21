import fc from 'fast-check';
import type { Random } from '../../src/random';

export type Point = readonly number[];

/** Normal samples with the mean on the first axis. */
export function gaussian(
  random: Random,
  count: number,
  dimension: number,
  mean = 0,
  deviation = 1,
): number[][] {
  return Array.from({ length: count }, () =>
    Array.from({ length: dimension }, (_, axis) => (axis === 0 ? mean : 0) + deviation * random.normal()),
  );
}

export const distance = (x: Point, y: Point) => Math.hypot(...x.map((value, axis) => value - y[axis]!));

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const deviation = (values: readonly number[]) => {
  const center = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
};

/** All fast-check properties: as many runs, the same ones each time. */
export const fixed = { numRuns: 1000, seed: 20261124 };

const coordinate = fc.integer({ min: -2000, max: 2000 }).map((value) => value / 128);

/** Points with coordinates that add and subtract without rounding. */
export const points = (dimension: number, minLength: number, maxLength: number) =>
  fc.array(fc.array(coordinate, { minLength: dimension, maxLength: dimension }), { minLength, maxLength });

/** Two samples of one size. */
export const evenPair = (dimension: number, minLength: number, maxLength: number) =>
  fc
    .integer({ min: minLength, max: maxLength })
    .chain((size) => fc.tuple(points(dimension, size, size), points(dimension, size, size)));
