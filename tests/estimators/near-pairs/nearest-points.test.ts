import { describe, expect, it } from 'vitest';
import { nearestPoints } from '../../../src/estimators/near-pairs/nearest-points';
import { createPauses } from '../../../src/scheduling';
import { normal, type Points, sortedNeighbors } from './all-pairs';

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
    ['many points, by the kernel', normal(700, 64, 16), normal(600, 64, 17)],
    [
      'many in clusters, by the kernel',
      normal(900, 30, 18, { apart: 1e3 }),
      normal(800, 30, 19, { apart: 1e3 }),
    ],
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

  it('counts copies among many points so too', async () => {
    const points = normal(1000, 24, 20);
    // Each point four times, far apart in the list.
    for (let place = 24 * 250; place < points.values.length; place++)
      points.values[place] = points.values[place - 24 * 250]!;
    const { squared, indices } = await nearestPoints(points, points, 4, createPauses());
    for (let point = 0; point < 1000; point++) {
      const copies = [0, 250, 500, 750].map((by) => (point % 250) + by).filter((each) => each !== point);
      expect(Array.from(indices.subarray(4 * point, 4 * point + 3))).toEqual(copies);
      expect(Array.from(squared.subarray(4 * point, 4 * point + 3))).toEqual([0, 0, 0]);
      expect(squared[4 * point + 3]).toBeGreaterThan(0);
    }
  });

  it('finds those of points that came sorted', async () => {
    // i² lies nearest to (i − 1)², then to (i + 1)².
    const points = {
      values: Float64Array.from({ length: 6000 }, (_, i) => i * i),
      count: 6000,
      dimension: 1,
    };
    const { indices } = await nearestPoints(points, points, 2, createPauses());
    for (let point = 3; point < 5999; point++)
      expect(Array.from(indices.subarray(2 * point, 2 * point + 2))).toEqual([point - 1, point + 1]);
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
