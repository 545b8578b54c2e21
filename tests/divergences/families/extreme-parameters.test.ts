import {
  betaKl,
  betaSquaredHellinger,
  gammaKl,
  gammaSquaredHellinger,
  laplaceKl,
  laplaceSquaredHellinger,
} from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';

/** The right values are mpmath's, of 700 digits, by the textbook formulas. */
describe('at the ends of float64', () => {
  it.each([
    [1e-300, 1e-300, 1e150, 1e-300, Infinity, 1], // 1e450
    [1, 1e300, 1, 1e-20, 735.8272297580946, 1],
    [2, 1e-300, 3, 1e-299, 11.36260756647934, 0.5809995608257783],
    [1e10, 1e-300, 1.0001e10, 1e-300, 49.9983334191615, 0.99999627101708],
    [5, 1e300, 5, 2e300, 1.5342640972002735, 0.25506446097219687],
    [1e-5, 1e300, 2e-5, 1e299, 0.30688987122415967, 0.05720421263265705],
  ])('gamma distributions %d, %d and %d, %d', (shapeP, rateP, shapeQ, rateQ, kl, hellinger) => {
    const [p, q] = [
      { shape: shapeP, rate: rateP },
      { shape: shapeQ, rate: rateQ },
    ];
    if (kl === Infinity) expect(gammaKl(p, q)).toBe(Infinity);
    else expect(Math.abs(gammaKl(p, q) / kl - 1)).toBeLessThan(1e-14);
    expect(Math.abs(gammaSquaredHellinger(p, q) / hellinger - 1)).toBeLessThan(1e-14);
  });

  it.each([
    [1e10, 1e-300, 0, 1e300, 1380.5510557964274],
    [1e10, 1e-300, 0, 1e5, 100701.28845336317],
    [1e300, 1e-300, 1e150, 1e300, 1381.5510557964274],
    [1, 1e150, 0, 1e-150, 1e300],
  ])('Laplace distributions %d, %d and %d, %d', (locationP, scaleP, locationQ, scaleQ, kl) => {
    const value = laplaceKl({ location: locationP, scale: scaleP }, { location: locationQ, scale: scaleQ });
    expect(Math.abs(value / kl - 1)).toBeLessThan(1e-14);
  });

  it('nothing is NaN or negative: a number, infinity, or a refusal that names the argument', () => {
    const scales = [1e-300, 1e-150, 1e-8, 1, 1e8, 1e150, 1e300];
    const checked = (name: string, divergence: () => number) => {
      try {
        const value = divergence();
        if (!(value >= 0)) expect.fail(`${name} gives ${value}`);
      } catch (error) {
        expect(error).toMatchObject({ name: 'ArgumentError', message: expect.stringMatching(/^q: /) });
        expect(name).toMatch(/^betaKl/);
      }
    };
    for (const a of scales)
      for (const b of scales)
        for (const c of scales)
          for (const d of scales) {
            const at = `${[a, b, c, d]}`;
            const gammas = [
              { shape: a, rate: b },
              { shape: c, rate: d },
            ] as const;
            checked(`gammaKl ${at}`, () => gammaKl(...gammas));
            checked(`gammaSquaredHellinger ${at}`, () => gammaSquaredHellinger(...gammas));
            const betas = [
              { alpha: a, beta: b },
              { alpha: c, beta: d },
            ] as const;
            checked(`betaKl ${at}`, () => betaKl(...betas));
            checked(`betaSquaredHellinger ${at}`, () => betaSquaredHellinger(...betas));
            for (const location of [a, -a]) {
              const laplaces = [
                { location, scale: b },
                { location: c, scale: d },
              ] as const;
              checked(`laplaceKl ${at}`, () => laplaceKl(...laplaces));
              checked(`laplaceSquaredHellinger ${at}`, () => laplaceSquaredHellinger(...laplaces));
            }
          }
  });
});
