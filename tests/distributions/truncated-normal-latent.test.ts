import { createRandom, truncatedNormalLatent } from 'gan-core/distributions';
import { expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';

onCpu();

/** ∫ f·φ over [−τ, τ], by Simpson's rule. */
function integral(threshold: number, f: (z: number) => number): number {
  const parts = 2000;
  const width = (2 * threshold) / parts;
  let sum = 0;
  for (let part = 0; part <= parts; part++) {
    const z = -threshold + part * width;
    const weight = part === 0 || part === parts ? 1 : part % 2 === 0 ? 2 : 4;
    sum += weight * f(z) * Math.exp((-z * z) / 2);
  }
  return (sum * width) / 3;
}

it.each([0.01, 0.5, 0.99, 1, 2, 6])(
  'has the moments of N(0, 1) cut off at %d, and nothing beyond',
  async (threshold) => {
    const count = 40_000;
    const z = truncatedNormalLatent([count / 10, 5], { threshold }).sample(2, createRandom(7));
    expect(z.shape).toEqual([2, count / 10, 5]);
    const values = [...(await z.data())];
    z.dispose();
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.fround(threshold));
    const whole = integral(threshold, () => 1);
    for (const power of [1, 2, 4]) {
      const moment = integral(threshold, (x) => x ** power) / whole;
      const error = Math.sqrt((integral(threshold, (x) => x ** (2 * power)) / whole - moment ** 2) / count);
      const mean = values.reduce((sum, value) => sum + value ** power, 0) / count;
      expect(Math.abs(mean - moment)).toBeLessThan(4 * error);
    }
  },
);

it('draws the same by the same seed', async () => {
  const sample = async (seed: number) => [
    ...(await truncatedNormalLatent(4, { threshold: 0.7 }).sample(3, createRandom(seed)).data()),
  ];
  expect(await sample(1)).toEqual(await sample(1));
  expect(await sample(1)).not.toEqual(await sample(2));
});

it('refuses bad input by name', () => {
  expect(() => truncatedNormalLatent(0, { threshold: 1 })).toThrow(/^shape: got \[0\]/);
  for (const threshold of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => truncatedNormalLatent(2, { threshold })).toThrow(
      /^threshold: got .* positive, finite number, such as/,
    );
  expect(() => truncatedNormalLatent(2, undefined as never)).toThrow(/^options: got undefined; .* threshold/);
  expect(() => truncatedNormalLatent(2, { threshold: 1 }).sample(0, createRandom(1))).toThrow(
    /^count: got 0/,
  );
});
