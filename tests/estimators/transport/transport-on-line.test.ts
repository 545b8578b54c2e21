import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transportOnLine } from '../../../src/estimators/transport/transport-on-line';
import { createPauses } from '../../../src/scheduling';
import { fixed, mean, points } from '../points';

const sorted = (values: number[]) => Float64Array.from(values).sort();

describe('transportOnLine', () => {
  it('is ∫|F⁻¹ − G⁻¹|^order, for unlike sample sizes too', async () => {
    await fc.assert(
      fc.asyncProperty(
        points(1, 1, 9),
        points(1, 1, 9),
        fc.constantFrom(1 as const, 2 as const),
        async (p, q, order) => {
          const [x, y] = [sorted(p.flat()), sorted(q.flat())];
          // On a grid of n·m cells both quantile functions are constant.
          const cells = x.length * y.length;
          const quantiles = Array.from({ length: cells }, (_, cell) => {
            const gap = x[Math.floor(cell / y.length)]! - y[Math.floor(cell / x.length)]!;
            return Math.abs(gap) ** order;
          });
          expect((await transportOnLine(x, y, order, createPauses())).cost).toBeCloseTo(mean(quantiles), 11);
        },
      ),
      fixed,
    );
  });

  it('has potentials that prove the optimum: φ(x) + ψ(y) ≤ c(x, y), and their means make the cost', async () => {
    await fc.assert(
      fc.asyncProperty(
        points(1, 2, 8),
        points(1, 2, 8),
        fc.constantFrom(1 as const, 2 as const),
        async (p, q, order) => {
          const [x, y] = [sorted(p.flat()), sorted(q.flat())];
          const { cost, potentialsP, potentialsQ } = await transportOnLine(x, y, order, createPauses());
          // The constant between the two is the largest that the constraints allow.
          let constant = Infinity;
          x.forEach((a, i) => {
            y.forEach((b, j) => {
              constant = Math.min(constant, Math.abs(a - b) ** order - potentialsP[i]! - potentialsQ[j]!);
            });
          });
          expect(mean([...potentialsP]) + mean([...potentialsQ]) + constant).toBeCloseTo(cost, 9);
        },
      ),
      fixed,
    );
  });
});
