import { expect, it } from 'vitest';
import { KernelMemory } from '../../../src/estimators/wasm';

/** eˣ of each number by the kernels. */
async function exponentials(x: readonly number[]): Promise<number[]> {
  const memory = (await KernelMemory.of(8 * x.length + 64, 1))!;
  const address = memory.take(x.length);
  memory.numbers(address, x.length).set(x);
  memory.kernels.exponentials(address, x.length / 2);
  return [...memory.numbers(address, x.length)];
}

it('eˣ of numbers up to 0 is that of the engine, within the rounding of x', async () => {
  const near = Array.from({ length: 20_000 }, (_, i) => -i / 1000);
  const halfway = Array.from(
    { length: 200 },
    (_, i) => -(Math.floor(i / 2) + 0.5) * Math.LN2 + (i % 2) * 1e-15,
  );
  const small = Array.from({ length: 50 }, (_, i) => -(2 ** -i));
  const far = Array.from({ length: 700 }, (_, i) => -i);
  const x = [...near, ...halfway, ...small, ...far];
  const values = await exponentials(x);
  let worst = 0;
  for (const [i, value] of values.entries()) {
    const truth = Math.exp(x[i]!);
    // 2.9e-16 of the polynomial, some roundings, and those of x and of n·ln 2.
    worst = Math.max(worst, Math.abs(value / truth - 1) / (7e-16 + Math.abs(x[i]!) * 2 ** -52));
  }
  expect(worst).toBeLessThan(1);
  expect(values[0]).toBe(1);
});

it('eˣ far below 0 vanishes beside 1, and is finite', async () => {
  const values = await exponentials([-700, -701, -1e10, Number.NEGATIVE_INFINITY]);
  for (const value of values) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(1e-300);
  }
});
