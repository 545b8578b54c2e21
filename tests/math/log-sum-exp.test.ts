import { expect, it } from 'vitest';
import { logSumExp } from '../../src/math';

it('is finite for terms of any size', () => {
  expect(logSumExp([0, 0, 0, 0])).toBeCloseTo(Math.log(4), 15);
  expect(logSumExp([1000, 1000])).toBe(1000 + Math.LN2);
  expect(logSumExp([-1e300, -1e300])).toBe(-1e300);
});

it('leaves out what adds nothing', () => {
  expect(logSumExp([-Infinity, 3])).toBe(3);
  expect(logSumExp([-Infinity, -Infinity])).toBe(-Infinity);
});
