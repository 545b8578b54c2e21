import { createRandom } from 'gan-core/distributions';
import { expect } from 'vitest';

/** What the losses are held to: float64 sums of the papers' formulas, and their central differences. */

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** log σ(x), on the side where it doesn't cancel. */
export const logSigmoid = (x: number) => (x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x)));

/** The gradient of a float64 function by central differences. */
export function differences(f: (x: readonly number[]) => number, at: readonly number[], h = 1e-5): number[] {
  return at.map((_, index) => {
    const moved = (by: number) => f(at.map((value, other) => (other === index ? value + by : value)));
    return (moved(h) - moved(-h)) / (2 * h);
  });
}

export function randomLogits(count: number, seed: number, scale = 5): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => Math.fround(scale * random.normal()));
}

/** The worst error that was seen, relative to the value or, below 1, absolute. */
export class WorstError {
  value = 0;

  expectClose(actual: ArrayLike<number>, expected: readonly number[], bound = 2e-6): void {
    expect(actual.length).toBe(expected.length);
    expected.forEach((value, index) => {
      const error = Math.abs(actual[index]! - value) / Math.max(1, Math.abs(value));
      expect(error, `${actual[index]} for ${value}`).toBeLessThanOrEqual(bound);
      this.value = Math.max(this.value, error);
    });
  }
}
