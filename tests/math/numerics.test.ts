import { describe, expect, it } from 'vitest';
import { gaussLegendre, ldlFactor, logRatio, neumaierSum } from '../../src/math';

describe('neumaierSum', () => {
  it('keeps what a plain loop drops', () => {
    const terms = [1, 1e100, 1, -1e100];
    expect(neumaierSum(4, (i) => terms[i]!)).toBe(2);
    // 0.1 a million times: a plain loop is off by 1e-6
    expect(neumaierSum(1e6, () => 0.1)).toBeCloseTo(1e5, 10);
  });
  it('of nothing is 0, and of an infinite term infinite', () => {
    expect(neumaierSum(0, () => 1)).toBe(0);
    expect(neumaierSum(3, (i) => (i === 1 ? Infinity : 1))).toBe(Infinity);
  });
});

describe('gaussLegendre', () => {
  it('has the known nodes and weights of three points', () => {
    const { nodes, weights } = gaussLegendre(3);
    const known = [-Math.sqrt(0.6), 0, Math.sqrt(0.6)];
    for (const i of [0, 1, 2]) expect(nodes[i]).toBeCloseTo(known[i]!, 15);
    for (const i of [0, 1, 2]) expect(weights[i]).toBeCloseTo([5 / 9, 8 / 9, 5 / 9][i]!, 15);
  });
  it.each([1, 2, 5, 20, 64])('with %d points is exact up to degree 2n − 1', (count) => {
    const { nodes, weights } = gaussLegendre(count);
    for (let degree = 0; degree < 2 * count; degree++) {
      const sum = nodes.reduce((total, x, i) => total + weights[i]! * x ** degree, 0);
      expect(sum).toBeCloseTo(degree % 2 === 0 ? 2 / (degree + 1) : 0, 14);
    }
  });
});

describe('logRatio', () => {
  it('is finite for every positive pair', () => {
    expect(logRatio(1, 5e-324)).toBeCloseTo(1074 * Math.LN2, 10);
    expect(logRatio(5e-324, 1)).toBeCloseTo(-1074 * Math.LN2, 10);
    expect(logRatio(1e300, 1e-300)).toBeCloseTo(600 * Math.LN10, 10);
  });
  it('keeps its digits near 1', () => {
    // log(1 + x) = x − x²/2 + x³/3 with x = 2^-30
    const x = 2 ** -30;
    expect(logRatio(1 + x, 1) / (x - x ** 2 / 2 + x ** 3 / 3)).toBeCloseTo(1, 15);
    expect(logRatio(3, 3)).toBe(0);
  });
});

describe('ldlFactor', () => {
  it('factors by hand: [[4, 2], [2, 3]] = L·diag(4, 2)·Lᵀ with L[1][0] = ½', () => {
    expect(
      ldlFactor([
        [4, 2],
        [2, 3],
      ]),
    ).toEqual({ lower: [[1], [0.5, 1]], pivots: [4, 2] });
  });
  it('names the row where a matrix stops being positive definite', () => {
    expect(
      ldlFactor([
        [1, 0, 0],
        [0, 1, 1],
        [0, 1, 1],
      ]),
    ).toBe(2);
    expect(ldlFactor([[0]])).toBe(0);
  });
});
