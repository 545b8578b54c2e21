interface FlatFeatures {
  readonly values: Float64Array;
  readonly dimension: number;
}

/** The features of tests/references/feature-metrics.py: skewed, dependent columns from a linear congruential stream. */
export function referenceRows(
  count: number,
  dimension: number,
  seed: number,
  { shift = 0, scale = 1, dead = 0 } = {},
): FlatFeatures {
  let state = seed;
  const uniform = Float64Array.from({ length: count * dimension }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
  const values = uniform.map((u, at) => {
    const column = at % dimension;
    const before = uniform[column === 0 ? at + dimension - 1 : at - 1]!;
    return column < dead ? 0 : shift + scale * (u ** 2 + 0.5 * before);
  });
  return { values, dimension };
}

/** The same in blocks of some rows. */
export function* inRows({ values, dimension }: FlatFeatures, rows: number): Generator<FlatFeatures> {
  for (let at = 0; at < values.length; at += rows * dimension)
    yield { values: values.subarray(at, at + rows * dimension), dimension };
}
