import { expect, it } from 'vitest';
import { goldenSection } from '../../src/math';

function search(f: (x: number) => number, steps: number, enough?: number) {
  const bracketing = goldenSection(-1, 4, steps, enough);
  let at = bracketing.next();
  let taken = 0;
  while (!at.done) {
    taken++;
    at = bracketing.next(f(at.value));
  }
  return { ...at.value, taken };
}

it('finds where a function is least', () => {
  const { low, high, best } = search((x) => (x - 1.25) ** 4, 40);
  expect(high - low).toBeCloseTo(5 * ((Math.sqrt(5) - 1) / 2) ** 40, 12);
  expect(low).toBeLessThanOrEqual(1.25 + 1e-9);
  expect(best).toBeCloseTo(1.25, 6);
});

it('ends where a value is enough, after the two that it starts with', () => {
  expect(search((x) => x, 40, 10).taken).toBe(2);
  expect(search((x) => x, 40).taken).toBe(42);
});
