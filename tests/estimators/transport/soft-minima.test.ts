import { describe, expect, it } from 'vitest';
import { KernelSoftMinima, softMinimaBytes } from '../../../src/estimators/transport/kernel-soft-minima';
import { plainSoftMinima } from '../../../src/estimators/transport/plain-soft-minima';
import { KernelMemory } from '../../../src/estimators/wasm';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';
import { gaussian } from '../points';

const matrix = (rows: number[][]) => ({
  values: Float64Array.from(rows.flat()),
  count: rows.length,
  dimension: rows[0]!.length,
});
const random = createRandom(7);
const potentialsOf = (count: number, size = 1) =>
  Float64Array.from({ length: count }, () => size * random.normal());
const rounded = (rows: number[][]) => rows.map((row) => row.map((value) => Math.round(value)));
const moved = (rows: number[][], by: number) => rows.map((row) => row.map((value) => value + by));
const withOutlier = (rows: number[][]) => rows.map((row, i) => (i === 3 ? row.map(() => 1e9) : row));
/** What copies near 1e8 tell apart only by their differences. */
const far = (count: number) => moved(rounded(gaussian(random, count, 2, 0, 8)), 1e8);

const cases: readonly (readonly [string, number[][], number[][], number])[] = [
  ['four samples', gaussian(random, 4, 2), gaussian(random, 4, 2), 0.5],
  ['one dimension, unequal sides', gaussian(random, 301, 1), gaussian(random, 9, 1, 1), 0.1],
  ['three dimensions, more than a block', gaussian(random, 37, 3), gaussian(random, 1100, 3), 0.3],
  ['a hundred dimensions', gaussian(random, 60, 100), gaussian(random, 45, 100), 10],
  ['copies', rounded(gaussian(random, 90, 2)), rounded(gaussian(random, 70, 2)), 0.2],
  ['a far outlier', withOutlier(gaussian(random, 50, 2)), gaussian(random, 50, 2), 0.1],
  ['samples far from 0', far(64), far(72), 3],
  ['ε much less than the distances', gaussian(random, 120, 2), gaussian(random, 130, 2), 1e-4],
  ['ε much more than the distances', gaussian(random, 120, 2), gaussian(random, 130, 2), 1e6],
];

/** −ε log meanⱼ exp((gⱼ − C)/ε), by the definition, with the largest exponent taken out. */
function byDefinition(
  x: number[][],
  y: number[][],
  g: Float64Array,
  order: 1 | 2,
  epsilon: number,
): number[] {
  return x.map((a) => {
    const exponents = y.map((b, j) => {
      const squared = a.reduce((sum, value, axis) => sum + (value - b[axis]!) ** 2, 0);
      return (g[j]! - squared ** (order / 2)) / epsilon;
    });
    const top = Math.max(...exponents);
    return -epsilon * (top + Math.log(exponents.reduce((sum, e) => sum + Math.exp(e - top), 0) / y.length));
  });
}

/** The largest error beside that of rounding the largest number that takes part. */
function worst(actual: Float64Array, expected: ArrayLike<number>, epsilon: number): number {
  return Math.max(
    ...actual.map((value, i) => Math.abs(value - expected[i]!) / (Math.abs(expected[i]!) + epsilon)),
  );
}

describe.each([1, 2] as const)('soft minima of order %i', (order) => {
  it.each(cases)('are the definition’s, by the kernel and in plain loops: %s', async (_, x, y, epsilon) => {
    const [p, q, pauses] = [matrix(x), matrix(y), createPauses()];
    const [f, g] = [potentialsOf(p.count), potentialsOf(q.count)];
    const memory = (await KernelMemory.of(softMinimaBytes(p, q), 2))!;
    for (const minima of [
      await KernelSoftMinima.of(memory, p, q, order, pauses),
      await plainSoftMinima(p, q, order, pauses),
    ]) {
      const [nextF, nextG] = [new Float64Array(p.count), new Float64Array(q.count)];
      await minima.ofRows(g, nextF, epsilon);
      await minima.ofColumns(f, nextG, epsilon);
      expect(worst(nextF, byDefinition(x, y, g, order, epsilon), epsilon)).toBeLessThan(1e-12);
      expect(worst(nextG, byDefinition(y, x, f, order, epsilon), epsilon)).toBeLessThan(1e-12);
    }
    memory.close();
  });
});

it('soft minima have the same bits for 1 to 4 threads, all of which take part', async () => {
  const [p, q, pauses] = [
    matrix(gaussian(random, 1503, 3)),
    matrix(gaussian(random, 1201, 3)),
    createPauses(),
  ];
  const [f, g] = [potentialsOf(p.count), potentialsOf(q.count)];
  let truth: string | undefined;
  for (const threads of [1, 2, 3, 4]) {
    const memory = (await KernelMemory.of(softMinimaBytes(p, q), threads))!;
    expect(memory.threads).toBe(threads);
    const minima = await KernelSoftMinima.of(memory, p, q, 2, pauses);
    const helped = () =>
      Array.from({ length: threads - 1 }, (_, index) => memory.kernels.tallyOf(index + 1)).every(
        (tally) => tally > 0,
      );
    const deadline = Date.now() + 30_000;
    for (let round = 0; round < 3 || !helped(); round++) {
      expect(Date.now()).toBeLessThan(deadline);
      const [nextF, nextG] = [new Float64Array(p.count), new Float64Array(q.count)];
      await minima.ofRows(g, nextF, 0.3);
      await minima.ofColumns(f, nextG, 0.3);
      const bits = Buffer.concat([Buffer.from(nextF.buffer), Buffer.from(nextG.buffer)]).toString('base64');
      truth ??= bits;
      expect(bits === truth).toBe(true);
    }
    memory.close();
  }
});
