import { describe, expect, it } from 'vitest';
import { gaussLegendre } from '../../src/math';

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
