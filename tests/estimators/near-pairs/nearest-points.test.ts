import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestPoints } from '../../../src/estimators/near-pairs/nearest-points';
import { pairsWithin } from '../../../src/estimators/near-pairs/pairs-within';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';

interface Points {
  readonly values: Float64Array;
  readonly count: number;
  readonly dimension: number;
}

/** Draws of N(0, 1), about centers that lie `apart`, moved by `shift`. */
function normal(count: number, dimension: number, seed: number, { apart = 0, shift = 0 } = {}): Points {
  const random = createRandom(seed);
  const values = new Float64Array(count * dimension);
  for (let point = 0; point < count; point++) {
    const center = apart * random.integer(3) + shift;
    for (let axis = 0; axis < dimension; axis++) values[point * dimension + axis] = center + random.normal();
  }
  return { values, count, dimension };
}

/** All pairs, by direct differences, sorted. */
function sortedNeighbors(points: Points, among: Points, point: number) {
  const { dimension } = points;
  const found: { index: number; squared: number }[] = [];
  for (let index = 0; index < among.count; index++) {
    if (points === among && index === point) continue;
    let squared = 0;
    for (let axis = 0; axis < dimension; axis++)
      squared += (points.values[point * dimension + axis]! - among.values[index * dimension + axis]!) ** 2;
    found.push({ index, squared });
  }
  return found.sort((a, b) => a.squared - b.squared || a.index - b.index);
}

async function expectNearest(points: Points, among: Points, count: number) {
  const nearest = await nearestPoints(points, among, count, createPauses());
  for (let point = 0; point < points.count; point++) {
    const expected = sortedNeighbors(points, among, point).slice(0, count);
    const got = Array.from(nearest.squared.subarray(point * count, (point + 1) * count));
    for (let rank = 0; rank < count; rank++) {
      const truth = expected[rank]!.squared;
      expect(Math.abs(got[rank]! - truth)).toBeLessThanOrEqual(1e-12 * truth);
    }
  }
  return nearest;
}

describe('nearestPoints', () => {
  it.each<[string, Points, Points]>([
    ['a line', normal(150, 1, 1), normal(101, 1, 2)],
    ['a plane', normal(200, 2, 3), normal(97, 2, 4)],
    ['64 dimensions, three numbers a float64', normal(83, 64, 5), normal(120, 64, 6)],
    ['200 dimensions, two numbers a float64', normal(61, 200, 7), normal(50, 200, 8)],
    ['clusters', normal(150, 3, 9, { apart: 1e4 }), normal(150, 3, 10, { apart: 1e4 })],
    ['points far from the origin', normal(80, 5, 11, { shift: 1e6 }), normal(80, 5, 12, { shift: 1e6 })],
    ['two sets far apart', normal(60, 4, 13), normal(60, 4, 14, { shift: 1e5 })],
  ])('finds what a comparison of all pairs finds: %s', async (_, first, second) => {
    await expectNearest(first, second, 3);
    await expectNearest(first, first, 4);
  });

  it('is undisturbed by outliers', async () => {
    const points = normal(100, 3, 15);
    points.values[0] = 1e9;
    points.values[100] = -1e12;
    await expectNearest(points, points, 3);
  });

  it('counts copies at distance 0, those of the least index first', async () => {
    const values = Float64Array.from([1, 2, 1, 2, 5, 5, 1, 2, 1, 2]);
    const points = { values, count: 5, dimension: 2 };
    const { squared, indices } = await expectNearest(points, points, 3);
    expect(Array.from(squared.subarray(0, 3))).toEqual([0, 0, 0]);
    expect(Array.from(indices.subarray(0, 3))).toEqual([1, 3, 4]);
    expect(Array.from(indices.subarray(6, 9))).toEqual([0, 1, 3]);
  });

  it('takes points that are all the same', async () => {
    const points = { values: new Float64Array(40).fill(7), count: 20, dimension: 2 };
    const { squared } = await nearestPoints(points, points, 2, createPauses());
    expect(squared.every((distance) => distance === 0)).toBe(true);
  });

  it('stops once the signal is aborted', async () => {
    const controller = new AbortController();
    const points = normal(4000, 64, 1);
    const search = nearestPoints(points, points, 3, createPauses(controller.signal));
    setTimeout(() => controller.abort(new Error('enough')));
    await expect(search).rejects.toThrow('enough');
  });
});

describe('pairsWithin', () => {
  it('visits each pair within the bound of either point, once, with the distance to the bit', async () => {
    const coordinate = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -9, max: 9, noNaN: true }));
    const sides = fc.integer({ min: 1, max: 4 }).chain((dimension) => {
      const points = fc.array(fc.tuple(...Array.from({ length: dimension }, () => coordinate)), {
        minLength: 1,
        maxLength: 30,
      });
      return fc.tuple(points, points, fc.double({ min: 0, max: 40, noNaN: true }), fc.boolean());
    });
    await fc.assert(
      fc.asyncProperty(sides, async ([a, b, bound, isSame]) => {
        const matrix = (points: readonly (readonly number[])[]) => ({
          values: Float64Array.from(points.flat()),
          count: points.length,
          dimension: points[0]!.length,
        });
        const first = matrix(a);
        const second = isSame ? first : matrix(b);
        // Every other point asks for nothing.
        const boundsOf = ({ count }: Points) =>
          Float64Array.from({ length: count }, (_, index) => (index % 2 === 0 ? bound : -1));
        const bounds = { first: boundsOf(first), second: boundsOf(second) };
        const visited = new Map<string, number>();
        const visit = (i: number, j: number, squared: number) => {
          const key = isSame && i > j ? `${j},${i}` : `${i},${j}`;
          expect(visited.has(key)).toBe(false);
          visited.set(key, squared);
        };
        await pairsWithin(first, second, bounds, visit, createPauses());
        const expected = new Map<string, number>();
        for (let i = 0; i < first.count; i++) {
          for (const { index: j, squared } of sortedNeighbors(first, second, i)) {
            if (isSame && j < i) continue;
            if (Math.abs(squared - bound) < 1e-9) visited.delete(`${i},${j}`);
            else if (squared <= Math.max(bounds.first[i]!, bounds.second[j]!))
              expected.set(`${i},${j}`, squared);
          }
        }
        expect([...visited.keys()].sort()).toEqual([...expected.keys()].sort());
        for (const [key, squared] of expected) expect(visited.get(key)).toBeCloseTo(squared, 10);
      }),
      { numRuns: 300 },
    );
  });
});
