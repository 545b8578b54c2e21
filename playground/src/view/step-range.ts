/** Steps on either side of a single one. */
const about = 50;

/** The steps that a chart's axis goes over: of a single step, some before and after it, but none below 0. */
export function stepRange(from: number, to: number): [number, number] {
  return from < to ? [from, to] : [Math.max(from - about, 0), to + about];
}
