import { createRandom, gaussianRing, type Random } from 'gan-core/distributions';
import { gaussianJensenShannon, jensenShannonDivergence } from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { type DrawPoints, exactRingDivergence } from '../../examples/exact-ring-divergence';
import { onCpu } from '../support/on-cpu';

onCpu();

const ring = gaussianRing();
const sigma = ring.standardDeviation;

/** Draws around the ring's centers, by offsets along the radius and along the ring. */
function around(offset: (random: Random) => readonly [radial: number, along: number], modes = 8): DrawPoints {
  return async (count, seed) => {
    const random = createRandom(seed);
    const points = new Float32Array(2 * count);
    for (let index = 0; index < count; index++) {
      const [x, y] = ring.centers[random.integer(modes)]!;
      const [radial, along] = offset(random);
      points[2 * index] = x + radial * x - along * y;
      points[2 * index + 1] = y + radial * y + along * x;
    }
    return points;
  };
}

const standard = { mean: [0, 0], covariance: [1, 1] };
const isotropic = (deviation: number) =>
  around((random) => [deviation * random.normal(), deviation * random.normal()]);

const cases: readonly { name: string; draw: DrawPoints; truth: number; within?: number }[] = [
  { name: 'the same distribution', draw: isotropic(sigma), truth: 0 },
  {
    name: 'modes half as wide',
    draw: isotropic(sigma / 2),
    truth: gaussianJensenShannon(standard, { mean: [0, 0], covariance: [1 / 4, 1 / 4] }),
  },
  {
    name: 'modes five times as wide',
    draw: isotropic(5 * sigma),
    truth: gaussianJensenShannon(standard, { mean: [0, 0], covariance: [25, 25] }),
  },
  {
    name: 'modes 1.5 σ away from where they should be',
    draw: around((random) => [sigma * (1.5 + random.normal()), sigma * random.normal()]),
    truth: gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: 1.5, covariance: 1 }),
  },
  {
    name: 'thin modes, as a generator makes them: a fortieth of σ across',
    draw: around((random) => [(sigma / 40) * random.normal(), (sigma / 2) * random.normal()]),
    truth: gaussianJensenShannon(standard, { mean: [0, 0], covariance: [1 / 1600, 1 / 4] }),
    within: 0.005,
  },
  {
    name: 'five of the eight modes',
    draw: around((random) => [sigma * random.normal(), sigma * random.normal()], 5),
    truth: jensenShannonDivergence(
      Array(8).fill(1 / 8),
      Array.from({ length: 8 }, (_, mode) => (mode < 5 ? 1 / 5 : 0)),
    ),
  },
  { name: 'a single point in a mode', draw: around(() => [0, 0], 1), truth: Math.LN2 },
  { name: 'nothing in common', draw: around((random) => [-1, random.normal() / 100]), truth: Math.LN2 },
];

describe('exactRingDivergence', () => {
  it.each(cases)('tells the truth of $name', async ({ draw, truth, within = 0.001 }) => {
    expect(Math.abs((await exactRingDivergence(ring, draw)) - truth)).toBeLessThan(within);
  });
});
