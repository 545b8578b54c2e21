import { distance, type Point } from '../points';

/** The distance to the k-th neighbor, by sorting all distances. */
export function kthDistance(x: Point, others: readonly Point[], k: number): number {
  return others.map((y) => distance(x, y)).sort((a, b) => a - b)[k - 1]!;
}
