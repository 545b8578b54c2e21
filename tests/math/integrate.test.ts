import { describe, expect, it } from 'vitest';
import { integrate } from '../../src/math';

describe('integrate', () => {
  it.each<[string, (x: number) => number, number[], number]>([
    ['a smooth function', Math.exp, [0, 1], Math.E - 1],
    ['over breaks in any order', Math.sin, [Math.PI, 0, 1], 2],
    ['a kink nobody told of', (x) => Math.abs(x - 1 / 3), [0, 1], 5 / 18],
    ['a jump', (x) => (x < Math.SQRT1_2 ? 1 : 0), [0, 1], Math.SQRT1_2],
    ['a square root at an end', Math.sqrt, [0, 1], 2 / 3],
    ['a peak of width 1e-4', (x) => 1e-4 / (x * x + 1e-8), [-1, 0.3], Math.atan(1e4) + Math.atan(3e3)],
  ])('%s', (_, f, breaks, expected) => {
    expect(Math.abs(integrate(f, breaks) - expected)).toBeLessThan(2e-13);
  });
  it('over nothing is 0', () => {
    expect(integrate(Math.exp, [2, 2])).toBe(0);
  });
  it('comes to an end on an integrand that is all rounding', () => {
    let calls = 0;
    integrate(
      (x) => {
        calls++;
        return 1e-12 * Math.sin(1e15 * x);
      },
      [0, 1],
    );
    expect(calls).toBeLessThan(1e5);
  });
});

describe('an integrand that never gets smooth', () => {
  it('ends after a bounded number of evaluations', () => {
    let evaluations = 0;
    const noise = () => {
      evaluations++;
      return Math.sin(evaluations * 12.9898) * 43758.5453;
    };
    integrate(noise, [0, 1]);
    // 100,000 panels are halved at most: two of 20 points each, and as many again that aren't halved any more.
    expect(evaluations).toBeLessThan(9e6);
  });
});
