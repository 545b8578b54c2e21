import { expect } from 'vitest';

// Reference values in this file: the definitions, ∫ p log(p/q) dx, 1 − ∫ √(p·q) dx and so on (sums for Poisson), integrated by
// mpmath 1.2.1 with 40 digits and rounded to float64. The parameters are dyadic: float64 holds them exactly.
export const close = (actual: number, expected: number, digits = 1e-14) =>
  expect(Math.abs(actual - expected), `${actual} is ${expected}`).toBeLessThanOrEqual(
    digits * Math.abs(expected),
  );

/** ∫ f over [from, to], by Simpson's rule. */
export function simpson(f: (x: number) => number, from: number, to: number, steps = 20_000): number {
  const step = (to - from) / steps;
  let sum = f(from) + f(to);
  for (let k = 1; k < steps; k++) sum += f(from + k * step) * (k % 2 === 1 ? 4 : 2);
  return (sum * step) / 3;
}
