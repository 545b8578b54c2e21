import { createRandom } from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';
import { pairDistances, type Rows } from '../../src/callbacks/pair-distances';
import { VarietyWatch } from '../../src/callbacks/variety-watch';

/** Points about so many places on a line, as many at each, and near each other there. */
function clusters(places: number, seed: number, count = 64): Rows {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: count }, (_, row) => 100 * (row % places) + random.next());
  return { values, count, size: 1 };
}

/** The share of pairs of points on a line that are nearer than a bound, counted one by one. */
function countedShare({ values, count }: Rows, bound: number): number {
  let near = 0;
  for (let one = 0; one < count; one++)
    for (let other = 0; other < one; other++) if (Math.abs(values[one]! - values[other]!) < bound) near++;
  return near / ((count * (count - 1)) / 2);
}

const real = clusters(8, 1);
const watch = (patience: number) => new VarietyWatch(pairDistances(real), real, patience);

it('the distances are those of all pairs, ascending', () => {
  const values = Float32Array.from([0, 0, 3, 4, 0, 1]);
  expect([...pairDistances({ values, count: 3, size: 2 })]).toEqual([1, Math.sqrt(18), 5]);
});

describe('variety', () => {
  it('is told of once it is gone for as long as patience asks, with the numbers that were seen', () => {
    const looks = watch(3);
    expect(looks.look(0, clusters(8, 2))).toBeUndefined();
    expect(looks.look(100, clusters(1, 3))).toBeUndefined();
    expect(looks.look(200, clusters(1, 4))).toBeUndefined();
    const last = clusters(1, 5);
    const finding = looks.look(300, last)!;
    const { share, nearer, realShare, lowestShare } = finding.numbers;
    expect(realShare).toBeCloseTo(0.1, 2);
    expect(realShare).toBe(countedShare(real, nearer!));
    expect(share).toBe(countedShare(last, nearer!));
    expect(share).toBeGreaterThan(0.9);
    expect(lowestShare).toBe(countedShare(clusters(8, 2), nearer!));
    expect([finding.kind, finding.step]).toEqual(['mode-collapse', 300]);
    expect(finding.message).toContain(`${(100 * share!).toFixed(0)} % of the pairs of generated samples`);
    expect(finding.message).toContain('Try packing: 2');
    expect(looks.look(400, clusters(1, 6))).toBeUndefined(); // said already
  });

  it('is told of again where it came back and went again', () => {
    const looks = watch(1);
    const found = [8, 1, 1, 8, 1].map((places, at) => looks.look(at, clusters(places, at)) !== undefined);
    expect(found).toEqual([false, true, false, false, true]);
  });

  it('is no matter where it is there, as far as a half of it, or more than the data have', () => {
    const looks = watch(1);
    for (const [at, places] of [8, 4, 8, 16, 64, 8, 4].entries())
      expect(looks.look(at, clusters(places, at))).toBeUndefined();
  });

  it('may be lacking at the beginning, but not for ten looks', () => {
    const looks = watch(2);
    const found = Array.from({ length: 12 }, (_, at) => looks.look(at, clusters(1, at)) !== undefined);
    expect(found.indexOf(true)).toBe(9);
    expect(found.filter(Boolean)).toHaveLength(1);
  });

  it('of categories is that of equal samples', () => {
    const categories = (kinds: number): Rows => ({
      values: Float32Array.from({ length: 64 }, (_, row) => row % kinds),
      count: 64,
      size: 1,
    });
    const data = categories(4);
    const looks = new VarietyWatch(pairDistances(data), data, 1);
    expect(looks.look(0, categories(4))).toBeUndefined();
    const { numbers } = looks.look(1, categories(1))!;
    expect([numbers.share, numbers.realShare]).toEqual([1, (4 * ((16 * 15) / 2)) / ((64 * 63) / 2)]);
  });
});
