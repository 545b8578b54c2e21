import { createRandom } from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';
import { ball, cube, mixture, normals, pareto, sphereSurface, torus } from '../../scripts/sanity/draws';
import { standardized } from '../../scripts/sanity/standardized';

const COUNT = 4000;
const rows = ({ values, dimension }: { values: ArrayLike<number>; dimension: number }) =>
  Array.from({ length: values.length / dimension }, (_, at) =>
    Array.from({ length: dimension }, (__, axis) => values[at * dimension + axis]!),
  );
const share = <T>(all: readonly T[], holds: (one: T) => boolean) => all.filter(holds).length / all.length;
/** Four standard errors of a share. */
const within = (p: number) => 4 * Math.sqrt((p * (1 - p)) / COUNT);

describe('draws', () => {
  it('a sphere of its radius, and as much on either side', () => {
    const drawn = rows(sphereSurface(createRandom(1), COUNT, 5, 3));
    for (const point of drawn) expect(Math.hypot(...point)).toBeCloseTo(3, 12);
    expect(Math.abs(share(drawn, ([x]) => x! > 0) - 0.5)).toBeLessThan(within(0.5));
  });

  it('a ball of which an eighth lies within half of its radius', () => {
    const drawn = rows(ball(createRandom(2), COUNT, 0.8));
    expect(Math.max(...drawn.map((point) => Math.hypot(...point)))).toBeLessThanOrEqual(0.8);
    expect(Math.abs(share(drawn, (point) => Math.hypot(...point) < 0.4) - 1 / 8)).toBeLessThan(within(1 / 8));
  });

  it('a torus that no ball of 0.8 touches', () => {
    const drawn = rows(torus(createRandom(3), COUNT));
    for (const [x, y, z] of drawn)
      expect(Math.hypot(Math.hypot(x!, y!) - 1, z!)).toBeLessThanOrEqual(0.1 + 1e-12);
    expect(Math.abs(share(drawn, ([, y]) => y! > 0) - 0.5)).toBeLessThan(within(0.5));
  });

  it('cubes that share a fifth of their volume', () => {
    const start = 1 - 0.2 ** (1 / 3);
    const drawn = rows(cube(createRandom(4), COUNT, 3, start));
    expect(Math.abs(share(drawn, (point) => point.every((x) => x < 1)) - 0.2)).toBeLessThan(within(0.2));
  });

  it('mixtures by their weights', () => {
    const drawn = rows(mixture(createRandom(5), COUNT, [[0], [10], [20]], 0.1, [1, 0, 3]));
    expect(Math.abs(share(drawn, ([x]) => x! > 15) - 0.75)).toBeLessThan(within(0.75));
    expect(share(drawn, ([x]) => Math.abs(x! - 10) < 5)).toBe(0);
  });

  it("Pareto's distribution, P(X > x) = x⁻ᵇ", () => {
    const random = createRandom(6);
    const drawn = Array.from({ length: COUNT }, () => pareto(random, 1.01));
    expect(Math.abs(share(drawn, (x) => x > 4) - 4 ** -1.01)).toBeLessThan(within(4 ** -1.01));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1);
  });
});

it('standardizes by the real samples alone', () => {
  const real = normals(createRandom(7), 500, 2, 5, 3);
  const { real: scaled, generated } = standardized({
    real,
    generated: { values: [5, 5, 8, 8], dimension: 2 },
  });
  for (const axis of [0, 1]) {
    const column = rows(scaled).map((row) => row[axis]!);
    const mean = column.reduce((sum, x) => sum + x, 0) / 500;
    expect(mean).toBeCloseTo(0, 12);
    expect(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 500).toBeCloseTo(1, 12);
  }
  const [low, high] = rows(generated) as [number[], number[]];
  expect(high[0]! - low[0]!).toBeGreaterThan(0.9);
  expect(high[0]! - low[0]!).toBeLessThan(1.1);
});
