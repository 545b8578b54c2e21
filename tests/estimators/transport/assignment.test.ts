import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveAssignment } from '../../../src/estimators/transport/assignment';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';
import { distance, fixed, gaussian } from '../points';
import { leastTotal } from './least-total';

describe('solveAssignment', () => {
  it('finds the least total of all permutations, with a dual solution that proves it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 7 }).chain((size) => {
          const row = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: size, maxLength: size });
          return fc.array(row, { minLength: size, maxLength: size });
        }),
        async (cost) => {
          const { columnOf, rowPotentials, columnPotentials } = await solveAssignment(
            cost.map((row) => Float64Array.from(row)),
            createPauses(),
          );
          expect([...columnOf].sort()).toEqual(cost.map((_, column) => column));
          const total = cost.reduce((sum, row, i) => sum + row[columnOf[i]!]!, 0);
          expect(total).toBe(leastTotal(cost));
          cost.forEach((row, i) => {
            row.forEach((value, j) => {
              expect(rowPotentials[i]! + columnPotentials[j]!).toBeLessThanOrEqual(value);
            });
            expect(rowPotentials[i]! + columnPotentials[columnOf[i]!]!).toBe(row[columnOf[i]!]);
          });
        },
      ),
      fixed,
    );
  });

  it('proves its optimum on 120 points', async () => {
    const random = createRandom(1);
    const [p, q] = [gaussian(random, 120, 2), gaussian(random, 120, 2)];
    const rows = p.map((x) => Float64Array.from(q, (y) => distance(x, y)));
    const cost = rows.flatMap((row) => [...row]);
    const solution = await solveAssignment(rows, createPauses());
    const primal = p.reduce((sum, _, i) => sum + cost[i * 120 + solution.columnOf[i]!]!, 0);
    const dual = [...solution.rowPotentials, ...solution.columnPotentials].reduce(
      (sum, value) => sum + value,
      0,
    );
    expect(Math.abs(primal - dual)).toBeLessThan(1e-11);
    cost.forEach((value, at) => {
      const slack =
        value - solution.rowPotentials[Math.floor(at / 120)]! - solution.columnPotentials[at % 120]!;
      expect(slack).toBeGreaterThan(-1e-12);
    });
  });
});
