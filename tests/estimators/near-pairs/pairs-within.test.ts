import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KernelPairs, kernelPairsBytes } from '../../../src/estimators/near-pairs/kernel-pairs';
import type { PairSearch } from '../../../src/estimators/near-pairs/pair-search';
import { searchInPlainLoops } from '../../../src/estimators/near-pairs/plain-pairs';
import { KernelMemory } from '../../../src/estimators/wasm';
import { createPauses } from '../../../src/scheduling';
import { normal, type Points, sortedNeighbors } from './all-pairs';

async function searchByKernel(search: PairSearch, threads: number): Promise<void> {
  const memory = (await KernelMemory.of(kernelPairsBytes(search), threads))!;
  const pairs = await KernelPairs.of(memory, search, createPauses());
  try {
    await pairs.search();
  } finally {
    pairs.close();
  }
}

const ways: readonly (readonly [string, (search: PairSearch) => Promise<void>])[] = [
  ['in plain loops', (search) => searchInPlainLoops(search, createPauses())],
  ['by the kernel', (search) => searchByKernel(search, 1)],
  ['by the kernel on three threads', (search) => searchByKernel(search, 3)],
];

/** The pairs that a way visits, with their distances. */
async function visitedPairs(
  search: (search: PairSearch) => Promise<void>,
  first: Points,
  second: Points,
  bounds: PairSearch['bounds'],
) {
  const visited = new Map<string, number>();
  const visit = (i: number, j: number, squared: number) => {
    const key = first === second && i > j ? `${j},${i}` : `${i},${j}`;
    if (visited.has(key)) throw new Error(`${key} was visited twice`);
    visited.set(key, squared);
  };
  await search({ first, second, bounds, visit });
  return visited;
}

const moved = (points: Points, values: Readonly<Record<number, number>>) => {
  for (const [place, value] of Object.entries(values)) points.values[Number(place)] = value;
  return points;
};

const cases: readonly (readonly [string, Points, Points])[] = [
  ['one point and two', normal(1, 3, 1), normal(2, 3, 2)],
  ['a line', normal(150, 1, 3), normal(101, 1, 4)],
  ['64 dimensions', normal(183, 64, 5), normal(220, 64, 6)],
  ['301 dimensions', normal(61, 301, 7), normal(50, 301, 8)],
  ['more than a block of columns', normal(700, 3, 9), normal(1200, 3, 10)],
  ['clusters', normal(150, 3, 11, { apart: 1e4 }), normal(150, 3, 12, { apart: 1e4 })],
  ['points far from the origin', normal(80, 5, 13, { shift: 1e6 }), normal(80, 5, 14, { shift: 1e6 })],
  ['two sets far apart', normal(60, 4, 15), normal(60, 4, 16, { shift: 1e5 })],
  ['outliers', moved(normal(90, 3, 17), { 0: 1e9, 100: -1e12 }), moved(normal(90, 3, 18), { 7: 1e10 })],
  ['tiny numbers', scaled(normal(90, 3, 19), 1e-50), scaled(normal(70, 3, 20), 1e-50)],
  ['huge numbers', scaled(normal(90, 3, 21), 1e69), scaled(normal(70, 3, 22), 1e69)],
  ['points that are all the same', scaled(normal(40, 2, 23), 0), scaled(normal(30, 2, 24), 0)],
];

function scaled(points: Points, by: number): Points {
  return { ...points, values: points.values.map((value) => value * by) };
}

describe.each(ways)('near pairs %s', (_, search) => {
  it.each(cases)('are those that a comparison of all pairs finds: %s', async (_, a, b) => {
    for (const [first, second] of [
      [a, b],
      [a, a],
    ] as const) {
      // The third nearest lies at the bound itself; every seventh point asks for nothing.
      const boundsOf = (points: Points, among: Points) =>
        Float64Array.from({ length: points.count }, (_, i) =>
          i % 7 === 3 ? -1 : (sortedNeighbors(points, among, i)[2]?.squared ?? Infinity),
        );
      const [ofFirst, ofSecond] = [boundsOf(first, second), boundsOf(second, first)];
      for (const bounds of [{ first: ofFirst }, { first: ofFirst, second: ofSecond }, { second: ofSecond }]) {
        if (first === second && !bounds.first) continue;
        const visited = await visitedPairs(search, first, second, bounds);
        const expected = new Map<string, number>();
        const limit = (i: number, j: number) =>
          Math.max(
            bounds.first?.[i] ?? -1,
            (first === second ? bounds.first?.[j] : bounds.second?.[j]) ?? -1,
          );
        for (let i = 0; i < first.count; i++) {
          for (const { index: j, squared } of sortedNeighbors(first, second, i)) {
            if (first === second && j < i) continue;
            // What rounding decides: sums of another order.
            if (Math.abs(squared - limit(i, j)) <= 1e-12 * squared && squared > 0)
              visited.delete(`${i},${j}`);
            else if (squared <= limit(i, j)) expected.set(`${i},${j}`, squared);
          }
        }
        expect([...visited.keys()].sort()).toEqual([...expected.keys()].sort());
        for (const [key, squared] of expected)
          expect(Math.abs(visited.get(key)! - squared)).toBeLessThanOrEqual(1e-12 * squared);
      }
    }
  });
});

describe.each(ways.slice(0, 2))('near pairs %s, of any points', (_, search) => {
  it('are visited once each, where they are within the bound of either point', async () => {
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
        const visited = await visitedPairs(search, first, second, bounds);
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
      { numRuns: 200 },
    );
  });
});
