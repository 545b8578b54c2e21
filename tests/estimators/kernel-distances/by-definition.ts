import { mean, type Point } from '../points';

export type PointKernel = (x: Point, y: Point) => number;

const dot = (x: Point, y: Point) => x.reduce((sum, value, axis) => sum + value * y[axis]!, 0);

export const cubic: PointKernel = (x, y) => (dot(x, y) / x.length + 1) ** 3;

/** E k(x, x′) + E k(y, y′) − 2E k(x, y), by loops over all pairs. */
export function byDefinition(
  p: readonly Point[],
  q: readonly Point[],
  kernel: PointKernel,
  biased: boolean,
): number {
  const average = (rows: readonly Point[]) =>
    mean(rows.flatMap((x, i) => rows.flatMap((y, j) => (biased || i !== j ? [kernel(x, y)] : []))));
  return average(p) + average(q) - 2 * mean(p.flatMap((x) => q.map((y) => kernel(x, y))));
}
