import { describe, expect, it } from 'vitest';
import { openPairMemory, visitRowsOfPairs } from '../../../src/estimators/pair-numbers/rows-of-pairs';
import { KernelMemory } from '../../../src/estimators/wasm';
import { createPauses } from '../../../src/scheduling';
import { normal, type Points } from '../near-pairs/all-pairs';

/** The numbers that are visited, by their pairs. */
async function visited(
  x: Points,
  y: Points,
  of: 'squaredDistance' | 'innerProduct',
  memory?: KernelMemory,
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  await visitRowsOfPairs(
    x,
    y,
    of,
    (numbers, row, start, end) => {
      for (let column = start; column < end; column++) {
        const key = `${row},${column}`;
        if (found.has(key)) throw new Error(`${key} was visited twice`);
        found.set(key, numbers[column - start]!);
        numbers[column - start] = Number.NaN; // as a kernel's values take their place
      }
    },
    createPauses(),
    memory,
  );
  return found;
}

function byDefinition(x: Points, y: Points, of: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let i = 0; i < x.count; i++) {
    for (let j = x === y ? i + 1 : 0; j < y.count; j++) {
      let sum = 0;
      for (let axis = 0; axis < x.dimension; axis++) {
        const [a, b] = [x.values[i * x.dimension + axis]!, y.values[j * x.dimension + axis]!];
        sum += of === 'innerProduct' ? a * b : (a - b) ** 2;
      }
      pairs.set(`${i},${j}`, sum);
    }
  }
  return pairs;
}

describe.each(['squaredDistance', 'innerProduct'] as const)('%s of all pairs', (of) => {
  it.each([
    ['one point and three', normal(1, 2, 1), normal(3, 2, 2)],
    ['more than a tile, in one dimension', normal(270, 1, 3), normal(530, 1, 4)],
    ['64 dimensions', normal(130, 64, 5), normal(67, 64, 6)],
    ['far from the origin', normal(50, 3, 7, { shift: 1e8 }), normal(60, 3, 8, { shift: 1e8 })],
  ])('is the definition’s, the same by the kernel to the bit: %s', async (_, x, y) => {
    for (const [first, second] of [
      [x, y],
      [x, x],
    ] as const) {
      const plain = await visited(first, second, of);
      const expected = byDefinition(first, second, of);
      expect([...plain.keys()].sort()).toEqual([...expected.keys()].sort());
      const scale = [...expected.values()].reduce((most, number) => Math.max(most, Math.abs(number)), 0);
      const wrong = [...expected].filter(
        ([key, number]) => !(Math.abs(plain.get(key)! - number) <= 1e-13 * scale),
      );
      expect(wrong).toEqual([]);
      for (const threads of [1, 3]) {
        const memory = (await KernelMemory.of(4_000_000, threads))!;
        const others = [...(await visited(first, second, of, memory))];
        expect(others.filter(([key, number]) => plain.get(key) !== number)).toEqual([]);
        expect(others).toHaveLength(plain.size);
        memory.close();
      }
    }
  });
});

it('few pairs are left to plain loops', async () => {
  expect(await openPairMemory([100, 100], 64, 1)).toBeUndefined();
  const memory = await openPairMemory([400, 400], 64, 1);
  expect(memory).toBeInstanceOf(KernelMemory);
  memory!.close();
});
