import { describe, expect, it } from 'vitest';
import { arraySamples } from '../../../src/node/compare/array-samples';
import { comparisonWarnings } from '../../../src/node/compare/comparison-warnings';
import { createRandom } from '../../../src/random';

/** A side of 60 samples of 4 numbers, or of pictures of 2 by 2 pixels, uniform between two ends. */
function side(path: string, least: number, most: number, { seed = 1, shape = [60, 4] } = {}) {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: 240 }, () => least + (most - least) * random.next());
  const samples = arraySamples(path, { shape, values }, 'tanh');
  return { samples, features: { values, dimension: 4 } };
}

describe('comparisonWarnings', () => {
  it.each([
    [[0, 1], [0, 255], true],
    [[0, 255], [0, 1], true],
    [[-1, 1], [0, 255], true],
    [[0, 1], [0, 1], false],
    [[0, 1], [-3, 5], false],
    [[-1, 1], [0, 1], false],
  ] as [[number, number], [number, number], boolean][])(
    'tells scales apart: %j beside %j',
    (first, second, isTold) => {
      const [real, generated] = [side('a.npy', ...first), side('b.npy', ...second, { seed: 2 })];
      const warnings = comparisonWarnings(real, generated, undefined);
      expect(warnings.length).toBe(isTold ? 1 : 0);
      if (isTold)
        expect(warnings[0]).toMatch(
          /^The numbers of a\.npy lie between [-\d.]+ and [-\d.]+, those of b\.npy lie between .*two scales/,
        );
    },
  );

  it('tells pictures of −1 to 1 from such of 0 to 1', () => {
    const shape = [60, 2, 2];
    const [signed, unit] = [side('a.npy', -1, 1, { shape }), side('b.npy', 0, 1, { shape, seed: 2 })];
    for (const [first, second] of [
      [signed, unit],
      [unit, signed],
    ] as const)
      expect(comparisonWarnings(first, second, undefined).join()).toMatch(/two scales/);
    expect(comparisonWarnings(signed, side('c.npy', -1, 1, { shape, seed: 3 }), undefined)).toEqual([]);
  });

  it('says where both sides are the same samples, in any order', () => {
    const real = side('a.npy', 0, 1);
    const turned = side('b.npy', 0, 1);
    for (let row = 0; row < 60; row++)
      turned.features.values.set(real.features.values.subarray(4 * row, 4 * row + 4), 4 * (59 - row));
    const other = side('c.npy', 0, 1, { seed: 2 });
    expect(comparisonWarnings(real, real, undefined).join()).toMatch(
      /^a\.npy, given twice, is the same samples/,
    );
    expect(comparisonWarnings(real, turned, undefined).join()).toMatch(
      /^a\.npy and b\.npy hold the same samples, .* Pass generated samples/,
    );
    expect(comparisonWarnings(real, other, turned).join()).toMatch(
      /^a\.npy and b\.npy hold the same samples: .* Pass real samples that it never saw/,
    );
    turned.features.values[0]! += 1e-9;
    expect(comparisonWarnings(real, turned, other)).toEqual([]);
  });
});
