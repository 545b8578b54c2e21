import { valueFunction } from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';

describe('valueFunction', () => {
  it('by hand: ¼ log ½ + ¾ log ¼ + ½ log ½ + ½ log ¾', () => {
    const expected =
      0.25 * Math.log(0.5) + 0.75 * Math.log(0.25) + 0.5 * Math.log(0.5) + 0.5 * Math.log(0.75);
    expect(valueFunction([0.25, 0.75], [0.5, 0.5], [0.5, 0.25])).toBeCloseTo(expected, 15);
  });
  it('takes 0·log 0 as 0: a discriminator that is certain and right reaches 0', () => {
    expect(valueFunction([1, 0], [0, 1], [1, 0])).toBe(0);
  });
  it('is −∞ for a discriminator that is certain and wrong', () => {
    expect(valueFunction([1, 0], [0, 1], [0, 0])).toBe(-Infinity);
    expect(valueFunction([1, 0], [0, 1], [1, 1])).toBe(-Infinity);
  });
  it('keeps the digits of a small D: log(1 − 1e-20) isn’t 0', () => {
    expect(valueFunction([0, 1], [1, 0], [1e-20, 1])).toBe(-1e-20);
  });
});
