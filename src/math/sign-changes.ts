import { goldenSection } from './golden-section';

/** Steps of the golden section: 0.618⁶⁰ is below float64's precision. */
const GOLDEN_STEPS = 60;

/**
 * Finds where a continuous function changes its sign, to the last digit: between neighboring points of opposite sign, and, two
 * at once, where |f| has a dip between points of one sign that reaches beyond 0.
 *
 * @param f - the function
 * @param points - where to look, ascending, so close that |f| bends at most once between neighbors
 * @returns the sign changes, ascending
 */
export function signChanges(f: (x: number) => number, points: readonly number[]): number[] {
  const values = points.map(f);
  const found: number[] = [];
  for (let k = 1; k < points.length; k++) {
    const [before, here] = [values[k - 1]!, values[k]!];
    if (before * here < 0) found.push(bisect(f, points[k - 1]!, points[k]!, before));
    const after = values[k + 1];
    if (after === undefined || before * here <= 0 || here * after <= 0) continue;
    const sign = Math.sign(here);
    if (sign * here > sign * before || sign * here > sign * after) continue;
    const lowest = minimum((x) => sign * f(x), points[k - 1]!, points[k + 1]!);
    if (sign * f(lowest) >= 0) continue;
    found.push(bisect(f, points[k - 1]!, lowest, before), bisect(f, lowest, points[k + 1]!, -before));
  }
  return found;
}

/** The crossing between two points, where f has the sign of `atFrom` at the first and the other one at the second. */
function bisect(f: (x: number) => number, from: number, to: number, atFrom: number): number {
  let [low, high] = [from, to];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) return high;
    if (f(middle) * atFrom > 0) low = middle;
    else high = middle;
  }
}

/** Finds where f is least, if it falls first and rises then, or another point where it is below 0. */
function minimum(f: (x: number) => number, from: number, to: number): number {
  const search = goldenSection(from, to, GOLDEN_STEPS, 0);
  let at = search.next();
  while (!at.done) at = search.next(f(at.value));
  return at.value.best;
}
