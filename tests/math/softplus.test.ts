import { describe, expect, it } from 'vitest';
import { softplus } from '../../src/math';

describe('softplus', () => {
  it('is log(1 + eˣ), keeps its digits where eˣ is tiny and is finite where it is huge', () => {
    for (const x of [-3, -0.5, 0, 1, 20]) expect(softplus(x)).toBeCloseTo(Math.log(1 + Math.exp(x)), 14);
    expect(softplus(-100) / Math.exp(-100)).toBeCloseTo(1, 15);
    expect(softplus(1e300)).toBe(1e300);
    expect(softplus(-1e300)).toBe(0);
  });
});
