import { describe, expect, it } from 'vitest';
import { signChanges } from '../../src/math';

const points = Array.from({ length: 21 }, (_, k) => k / 2 - 5);

describe('crossings', () => {
  it('finds simple ones, to the last digit', () => {
    const found = signChanges((x) => Math.sin(x + 0.1), points);
    expect(found.length).toBe(3);
    for (const [k, x] of found.entries()) expect(x).toBeCloseTo((k - 1) * Math.PI - 0.1, 14);
  });
  it('finds two at once, close to each other between two points', () => {
    for (const sign of [1, -1]) {
      const found = signChanges((x) => sign * ((x - 1.3) ** 2 - 1e-6), points);
      expect(found.length).toBe(2);
      expect(found[0]).toBeCloseTo(1.299, 12);
      expect(found[1]).toBeCloseTo(1.301, 12);
    }
  });
  it('finds none in a dip that stays on its side, nor in 0 itself', () => {
    expect(signChanges((x) => (x - 1.3) ** 2 + 1e-6, points)).toEqual([]);
    expect(signChanges(() => 0, points)).toEqual([]);
  });
});
