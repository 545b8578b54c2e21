/** Points that tests/metrics/references/lehmer.py draws too: sums of four draws of Lehmer's generator, about normal. */
export function lehmerPoints(
  count: number,
  dimension: number,
  seed: number,
  { scale = 1, shift = 0 } = {},
): { values: Float64Array; dimension: number } {
  let state = seed;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const values = Float64Array.from(
    { length: count * dimension },
    () => shift + scale * (next() + next() + next() + next() - 2),
  );
  return { values, dimension };
}
