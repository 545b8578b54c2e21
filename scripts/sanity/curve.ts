/** Values of one metric along a series, in the order of the series. */
export interface Curve {
  /** What changes along the series: a shift, a number of modes, … */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Ends of the 95 % intervals. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Of distances, the upper ends for two draws of the real distribution, where the series has such. */
  readonly equal: readonly number[];
}

/** Whether a metric behaves along a series as it should. */
export type Criterion = (curve: Curve) => boolean;

const first = <T>(values: readonly T[]): T => values[0]!;
const last = <T>(values: readonly T[]): T => values.at(-1)!;
const range = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
/** The place of the point that is nearest to x. */
const placeOf = (curve: Curve, x: number) =>
  curve.x.reduce((best, each, at) => (Math.abs(each - x) < Math.abs(curve.x[best]! - x) ? at : best), 0);

// Those of fidelity and diversity metrics: thresholds and names as in the authors' sanity_check_criteria.py.

export const firstIs =
  (target: number): Criterion =>
  ({ y }) =>
    Math.abs(first(y) - target) <= 0.05;

export const lastIs =
  (target: number): Criterion =>
  ({ y }) =>
    Math.abs(last(y) - target) <= 0.05;

/** The value at x. */
export const valueIs =
  (x: number, target: number): Criterion =>
  (curve) =>
    Math.abs(curve.y[placeOf(curve, x)]! - target) <= 0.05;

export const anyOf =
  (...criteria: readonly Criterion[]): Criterion =>
  (curve) =>
    criteria.some((criterion) => criterion(curve));

export const bell =
  (middle: number): Criterion =>
  (curve) => {
    const { y } = curve;
    const [center, least] = [y[placeOf(curve, middle)]!, Math.min(...y)];
    const stands = center - first(y) >= 0.2 && center - last(y) >= 0.2 && Math.max(...y) - center <= 0.1;
    return stands && (first(y) - least <= 0.1 || last(y) - least <= 0.1);
  };

export const lowToHigh: Criterion = ({ y }) =>
  last(y) - first(y) >= 0.2 && first(y) - Math.min(...y) <= 0.1 && Math.max(...y) - last(y) <= 0.1;

export const highToLow: Criterion = ({ y }) =>
  first(y) - last(y) >= 0.2 && Math.max(...y) - first(y) <= 0.1 && last(y) - Math.min(...y) <= 0.1;

/** From high to low, with a good part of the way behind it at x. */
export const highToLowBy =
  (x: number): Criterion =>
  (curve) =>
    highToLow(curve) && first(curve.y) - curve.y[placeOf(curve, x)]! >= 0.1;

export const horizontal: Criterion = ({ y }) => range(y) <= 0.05;

export const converging: Criterion = ({ y }) => range(y.slice(Math.floor(y.length / 2))) <= 0.05;

// Those of distances are gan-core's own: they have no scale, so all is told in parts of the largest value of the series, or by intervals.

/** Of equal distributions at x: at most 5 % of the largest value. */
export const nearZeroAt =
  (x: number): Criterion =>
  (curve) =>
    curve.y[placeOf(curve, x)]! <= 0.05 * Math.max(...curve.y);

/** Grows from x on to both ends, but for 5 % of the largest value, and has seen each end: intervals lie apart. */
export const growingFrom =
  (x: number): Criterion =>
  (curve) => {
    const { y, lower, upper } = curve;
    const center = placeOf(curve, x);
    const slack = 0.05 * Math.max(...y);
    const grows = y.every((value, at) => {
      const next = at < center ? at + 1 : at - 1;
      return at === center || value >= y[next]! - slack;
    });
    const ends = [0, y.length - 1].filter((at) => at !== center);
    return grows && ends.every((at) => lower[at]! > upper[center]!);
  };

/** Has seen the change at x already, against the first point. */
export const seenAt =
  (x: number): Criterion =>
  (curve) =>
    curve.lower[placeOf(curve, x)]! > first(curve.upper);

/** Changes by 10 % of the largest value at most, or by less than the intervals can tell: all have a point in common. */
export const steady: Criterion = ({ y, lower, upper }) =>
  range(y) <= 0.1 * Math.max(...y.map(Math.abs)) || Math.max(...lower) <= Math.min(...upper);

/** The same, of the larger half of the sizes. */
export const settling: Criterion = (curve) => {
  const half = Math.floor(curve.y.length / 2);
  const { y, lower, upper } = curve;
  return steady({ ...curve, y: y.slice(half), lower: lower.slice(half), upper: upper.slice(half) });
};

/** Lies above what two draws of one distribution have: intervals lie apart. */
export const tellsFirst: Criterion = ({ lower, equal }) => first(lower) > first(equal);
export const tellsLast: Criterion = ({ lower, equal }) => last(lower) > last(equal);
