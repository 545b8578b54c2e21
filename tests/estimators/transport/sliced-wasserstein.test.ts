import fc from 'fast-check';
import { estimateSlicedWasserstein } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random';
import { evenPair, fixed, gaussian, mean } from '../points';
import { estimateWasserstein1, estimateWasserstein2 } from '../wasserstein-of-order';

describe('estimateSlicedWasserstein', () => {
  it('is the Wasserstein distance in one dimension', async () => {
    const random = createRandom(5);
    const [p, q] = [gaussian(random, 30, 1), gaussian(random, 45, 1, 1)];
    for (const [order, exact] of [
      [1, estimateWasserstein1],
      [2, estimateWasserstein2],
    ] as const) {
      const { value, details } = await estimateSlicedWasserstein(p, q, { order, projections: 5 });
      expect(value).toBeCloseTo((await exact(p, q)).value, 12);
      expect(details.projectionStandardError).toBeLessThan(1e-12);
    }
  });

  it.each([
    // E|θ₁|² = 1/d; E|θ₁| = ½ on the sphere of ℝ³.
    ['order 2', 2, 3 / Math.sqrt(3)],
    ['order 1', 1, 3 / 2],
  ] as const)(
    'of a sample and itself moved by 3 in ℝ³ is known, within the directions’ error: %s',
    async (_, order, truth) => {
      const p = gaussian(createRandom(6), 50, 3);
      const moved = p.map(([x, y, z]) => [x! + 3, y!, z!]);
      let beyond = 0;
      for (let seed = 0; seed < 20; seed++) {
        const { value, details } = await estimateSlicedWasserstein(p, moved, {
          order,
          seed,
          projections: 100,
        });
        expect(details.projectionStandardError).toBeGreaterThan(0.02);
        if (Math.abs(value - truth) > 2 * details.projectionStandardError) beyond++;
      }
      // Of 20 at 5 % more than 4 have a probability of 0.3 %.
      expect(beyond).toBeLessThanOrEqual(4);
    },
  );

  it('has an interval that holds its expectation', async () => {
    const results = [];
    for (let seed = 0; seed < 40; seed++) {
      const random = createRandom(seed);
      const [p, q] = [gaussian(random, 200, 3), gaussian(random, 200, 3, 2)];
      results.push(await estimateSlicedWasserstein(p, q, { seed, projections: 50 }));
    }
    const expectation = mean(results.map(({ value }) => value));
    // The bias is small: W₂ of two shifted Gaussians is the shift along each direction.
    expect(Math.abs(expectation - 2 / Math.sqrt(3))).toBeLessThan(0.05);
    const covered = results.filter(
      ({ interval: [lower, upper] }) => lower <= expectation && expectation <= upper,
    );
    expect(covered.length).toBeGreaterThanOrEqual(34);
  });

  it('takes images: 150,528 values are more than a call takes arguments', async () => {
    const dimension = 224 * 224 * 3;
    const images = (shift: number) => ({
      values: Float32Array.from({ length: 4 * dimension }, (_, i) => shift + (i % 7) / 10),
      dimension,
    });
    const { value, details } = await estimateSlicedWasserstein(images(0), images(1), { projections: 2 });
    // Every value moved by 1: along a direction u by |Σ u|, of mean square 1 over the sphere, less than 4 by far.
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(4);
    expect(details.projections).toBe(2);
  });

  it('is symmetric, at most W2, scales, and ignores moves and order', async () => {
    const sliced = async (p: number[][], q: number[][]) =>
      (await estimateSlicedWasserstein(p, q, { projections: 8 })).value;
    await fc.assert(
      fc.asyncProperty(evenPair(2, 4, 6), fc.integer({ min: -3, max: 3 }), async ([p, q], exponent) => {
        const value = await sliced(p, q);
        expect(await sliced(q, p)).toBeCloseTo(value, 10);
        expect(await sliced(p, [...p].reverse())).toBeCloseTo(0, 10);
        const move = (row: number[]) => row.map((coordinate) => 2 ** exponent * coordinate + 3);
        expect(await sliced(p.map(move).reverse(), q.map(move))).toBeCloseTo(2 ** exponent * value, 9);
        expect(value).toBeLessThanOrEqual((await estimateWasserstein2(p, q)).value + 1e-10);
      }),
      fixed,
    );
  });
});
