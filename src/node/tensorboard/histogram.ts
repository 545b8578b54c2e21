/** Number of buckets; TensorBoard draws 30. */
const BUCKETS = 64;

/** Distribution of values in buckets of one width. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  /** Number of finite values. */
  readonly num: number;
  readonly sum: number;
  readonly sumSquares: number;
  /** Upper ends of the buckets, ascending. */
  readonly limits: readonly number[];
  /** Number of values in each bucket: those above the limit before it, and not above its own. */
  readonly counts: readonly number[];
}

/** Counts values in buckets from the least to the greatest; NaN and the infinite ones are left out. */
export function histogram(values: ArrayLike<number>): Histogram {
  let [min, max, num, sum, sumSquares] = [Infinity, -Infinity, 0, 0, 0];
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (!Number.isFinite(value)) continue;
    num++;
    sum += value;
    sumSquares += value * value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (num === 0) return { min: 0, max: 0, num, sum, sumSquares, limits: [0], counts: [0] };
  const buckets = max > min ? BUCKETS : 1;
  const width = (max - min) / buckets;
  const counts = new Array<number>(buckets).fill(0);
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (!Number.isFinite(value)) continue;
    const bucket = width > 0 ? Math.ceil((value - min) / width) - 1 : 0;
    counts[Math.min(Math.max(bucket, 0), buckets - 1)]! += 1;
  }
  const limits = counts.map((_, bucket) => (bucket === buckets - 1 ? max : min + (bucket + 1) * width));
  return { min, max, num, sum, sumSquares, limits, counts };
}
