import * as divergences from 'gan-core/divergences';
import { describe, it } from 'vitest';
import { expectRefusal } from '../refusals';

describe('members of families', () => {
  type Take = (p: unknown, q: unknown) => number;
  const takers = (...take: ((p: never, q: never) => number)[]) => take as unknown as Take[];
  const families: [string, Take[], object, string, string][] = [
    [
      'exponential',
      takers(
        divergences.exponentialKl,
        divergences.exponentialSquaredHellinger,
        divergences.exponentialTotalVariation,
        divergences.exponentialWasserstein1,
        divergences.exponentialWasserstein2Squared,
      ),
      { rate: 1 },
      'rate',
      'a positive, finite number',
    ],
    [
      'gamma',
      takers(divergences.gammaKl, divergences.gammaSquaredHellinger),
      { shape: 1, rate: 1 },
      'shape',
      'a positive, finite number',
    ],
    [
      'beta',
      takers(divergences.betaKl, divergences.betaSquaredHellinger),
      { alpha: 1, beta: 1 },
      'beta',
      'a positive, finite number',
    ],
    [
      'Laplace',
      takers(
        divergences.laplaceKl,
        divergences.laplaceSquaredHellinger,
        divergences.laplaceWasserstein1,
        divergences.laplaceWasserstein2Squared,
      ),
      { location: 0, scale: 1 },
      'scale',
      'a positive, finite number',
    ],
    [
      'Bernoulli',
      takers(
        divergences.bernoulliKl,
        divergences.bernoulliSquaredHellinger,
        divergences.bernoulliTotalVariation,
      ),
      { probability: 0.5 },
      'probability',
      'a number in \\[0, 1\\]',
    ],
    [
      'Poisson',
      takers(divergences.poissonKl, divergences.poissonSquaredHellinger, divergences.poissonWasserstein1),
      { rate: 1 },
      'rate',
      'a finite number, at least 0',
    ],
    [
      'uniform',
      takers(
        divergences.uniformKl,
        divergences.uniformSquaredHellinger,
        divergences.uniformTotalVariation,
        divergences.uniformWasserstein1,
        divergences.uniformWasserstein2Squared,
      ),
      { min: 0, max: 1 },
      'max',
      'a finite number',
    ],
  ];
  it.each(families)('%s', (_, takes, good, parameter, range) => {
    for (const take of takes) {
      for (const bad of [null, undefined, 1, {}]) {
        expectRefusal(() => take(bad, good), 'p', /expected \{ .* \}, all of them/);
        expectRefusal(() => take(good, bad), 'q', /expected \{ .* \}, all of them/);
      }
      for (const value of [Number.NaN, Infinity, '1', ...(parameter === 'max' ? [] : [-1])]) {
        const bad = { ...good, [parameter]: value };
        expectRefusal(
          () => take(bad, good),
          'p',
          new RegExp(
            `${parameter} is ${typeof value === 'string' ? `the string '${value}'` : value}; expected .*${range}`,
          ),
        );
        expectRefusal(
          () => take(good, bad),
          'q',
          new RegExp(
            `${parameter} is ${typeof value === 'string' ? `the string '${value}'` : value}; expected .*${range}`,
          ),
        );
      }
    }
  });
  it('uniform: an empty, a reversed and an endless interval', () => {
    const unit = { min: 0, max: 1 };
    for (const bad of [
      { min: 1, max: 1 },
      { min: 2, max: 1 },
      { min: -1e308, max: 1e308 },
    ])
      expectRefusal(() => divergences.uniformKl(unit, bad), 'q', /goes from .* expected min below max/);
  });
});
