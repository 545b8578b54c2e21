import fc from 'fast-check';

export const runs = { seed: 1922, numRuns: 1000 } as const;

/** Points whose covariance is far from singular: the corners of a simplex are always among them. */
export const points = fc.integer({ min: 1, max: 3 }).chain((dimension) =>
  fc
    .array(
      fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
        minLength: dimension,
        maxLength: dimension,
      }),
      { minLength: 3, maxLength: 12 },
    )
    .map((rest) => [...simplex(dimension), ...rest]),
);

function simplex(dimension: number): number[][] {
  const corners = Array.from({ length: dimension }, (_, axis) =>
    Array.from({ length: dimension }, (_, other) => (axis === other ? 5 : 0)),
  );
  return [new Array<number>(dimension).fill(0), ...corners];
}
