import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LdlFactors, ldlFactor, ldlSolve } from '../../src/math';

const fixed = { seed: 1910, numRuns: 1000 } as const;

describe('ldlSolve', () => {
  it('gives back the x of A·x for positive definite A', () => {
    const size = fc.integer({ min: 1, max: 8 });
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        size.chain((n) =>
          fc.tuple(
            fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
            fc.array(entry, { minLength: n, maxLength: n }),
          ),
        ),
        ([root, x]) => {
          // root·rootᵀ + I: eigenvalues from 1 to 65, so at most two digits are lost.
          const matrix = root.map((a, i) =>
            root.map((b, j) => a.reduce((sum, value, k) => sum + value * b[k]!, i === j ? 1 : 0)),
          );
          const right = matrix.map((row) => row.reduce((sum, value, k) => sum + value * x[k]!, 0));
          const solved = ldlSolve(ldlFactor(matrix) as LdlFactors, right);
          for (const [i, value] of x.entries()) expect(Math.abs(solved[i]! - value)).toBeLessThan(1e-13);
        },
      ),
      fixed,
    );
  });
});
