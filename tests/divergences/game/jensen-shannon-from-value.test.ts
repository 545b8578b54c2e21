import { jensenShannonFromValue } from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';

describe('jensenShannonFromValue', () => {
  it('maps 0 to log 2, −2 log 2 to 0, and never clamps', () => {
    expect(jensenShannonFromValue(0)).toBe(Math.LN2);
    expect(jensenShannonFromValue(-2 * Math.LN2)).toBe(0);
    expect(jensenShannonFromValue(-4)).toBeCloseTo(Math.LN2 - 2, 15);
    expect(jensenShannonFromValue(-Infinity)).toBe(-Infinity);
  });
});
