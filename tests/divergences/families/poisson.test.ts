import { poissonKl, poissonSquaredHellinger, poissonWasserstein1 } from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { close } from './float64';

describe('Poisson', () => {
  it.each([
    [2, 3, 0.18906978378367123, 0.04925582336684928, 1],
    [0.5, 10, 8.002133863223005, 0.9509017566840149, 9.5],
    [7, 7 + 2 ** -18, 1.0394221386851932e-12, 2.5985555827293e-13, 3.814697265625e-6],
  ])('of rates %d and %d: KL, H², W₁', (a, b, kl, hellinger, distance) => {
    close(poissonKl({ rate: a }, { rate: b }), kl);
    close(poissonSquaredHellinger({ rate: a }, { rate: b }), hellinger);
    close(poissonWasserstein1({ rate: a }, { rate: b }), distance);
  });
  it('of rate 0, which is always 0', () => {
    expect(poissonKl({ rate: 2 }, { rate: 0 })).toBe(Infinity);
    expect(poissonKl({ rate: 0 }, { rate: 2 })).toBe(2);
    expect(poissonKl({ rate: 0 }, { rate: 0 })).toBe(0);
    close(poissonSquaredHellinger({ rate: 0 }, { rate: 2 }), 1 - Math.exp(-1));
  });
});
