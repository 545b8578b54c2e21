import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestNeighbors } from '../../../src/estimators/neighbors/nearest-neighbors';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';
import { distance, fixed, gaussian, type Point } from '../points';
import { kthDistance } from './kth-distance';

const toMatrix = (rows: readonly Point[]) => ({
  values: Float64Array.from(rows.flat()),
  count: rows.length,
  dimension: rows[0]!.length,
});

describe('nearestNeighbors', () => {
  it.each([
    [1, 150],
    [2, 150],
    [3, 150],
    [20, 150],
    [6, 330],
    [20, 330], // of which a tree looks at nearly all
  ])('finds what sorting all distances finds, in %i dimensions, of %i points', async (dimension, count) => {
    const random = createRandom(dimension);
    const p = gaussian(random, count, dimension);
    const q = gaussian(random, count + 70, dimension, 1);
    const [first, second] = [toMatrix(p), toMatrix(q)];
    for (const [from, among, others] of [
      [first, second, () => q],
      [first, first, (i: number) => p.filter((_, j) => j !== i)],
    ] as const) {
      const found = await nearestNeighbors(from, among, 5, createPauses());
      p.forEach((x, i) => {
        for (let k = 1; k <= 5; k++) {
          const expected = kthDistance(x, others(i), k);
          expect(Math.abs(found.distances[i * 5 + k - 1]! - expected)).toBeLessThanOrEqual(1e-14 * expected);
          const index = found.indices[i * 5 + k - 1]!;
          expect(distance(x, (among === first ? p : q)[index]!)).toBeCloseTo(expected, 12);
        }
      });
    }
  });

  it('is right among many ties and copies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 2 }), {
          minLength: 4,
          maxLength: 60,
        }),
        async (rows) => {
          const matrix = toMatrix(rows);
          const { distances } = await nearestNeighbors(matrix, matrix, 3, createPauses());
          rows.forEach((x, i) => {
            const others = rows.filter((_, j) => j !== i);
            for (let k = 1; k <= 3; k++) {
              expect(distances[i * 3 + k - 1]).toBeCloseTo(kthDistance(x, others, k), 12);
            }
          });
        },
      ),
      fixed,
    );
  });
});
