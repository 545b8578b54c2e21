import fc from 'fast-check';

/** Passed to every fc.assert: the same cases on every run. */
export const fixed = { seed: 20140610, numRuns: 300 } as const;

/** A distribution pair over the same outcomes, some of them impossible. */
export const pair = fc
  .integer({ min: 2, max: 12 })
  .chain((size) => fc.tuple(distribution(size, 0), distribution(size, 0)));

/** A distribution pair with full support. */
export const fullPair = fc
  .integer({ min: 2, max: 12 })
  .chain((size) => fc.tuple(distribution(size, 1), distribution(size, 1)));

/** Three distributions over the same outcomes. */
export const triple = fc
  .integer({ min: 2, max: 8 })
  .chain((size) => fc.tuple(distribution(size, 0), distribution(size, 0), distribution(size, 0)));

function distribution(size: number, least: number): fc.Arbitrary<number[]> {
  return fc
    .array(fc.integer({ min: least, max: 1000 }), { minLength: size, maxLength: size })
    .filter((counts) => counts.some((count) => count > 0))
    .map((counts) => {
      const sum = counts.reduce((a, b) => a + b, 0);
      return counts.map((count) => count / sum);
    });
}
