import fc from 'fast-check';

export const fixed = { seed: 20101, numRuns: 1000 } as const;

/** Values of a critic at samples. */
export const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), {
  minLength: 2,
  maxLength: 20,
});

export const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;

/** Over n − 1. */
export const variance = (list: readonly number[]) =>
  list.reduce((sum, value) => sum + (value - mean(list)) ** 2, 0) / (list.length - 1);
