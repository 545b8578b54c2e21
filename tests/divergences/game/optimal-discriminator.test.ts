import { optimalDiscriminator } from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';

describe('optimalDiscriminator', () => {
  it('is p / (p + q), for numbers and for arrays', () => {
    expect(optimalDiscriminator(3, 1)).toBe(0.75);
    expect(optimalDiscriminator([3, 0, 2], [1, 4, 0])).toEqual([0.75, 0, 1]);
    expect(optimalDiscriminator(new Float32Array([1, 1]), new Float64Array([1, 3]))).toEqual([0.5, 0.25]);
  });
  it('says ½ where neither has mass', () => {
    expect(optimalDiscriminator(0, 0)).toBe(0.5);
    expect(optimalDiscriminator([0, 1], [0, 0])).toEqual([0.5, 1]);
  });
  it('survives the greatest and the smallest densities', () => {
    expect(optimalDiscriminator(1.5e308, 1.5e308)).toBe(0.5);
    expect(optimalDiscriminator(5e-324, 5e-324)).toBe(0.5);
  });
});
