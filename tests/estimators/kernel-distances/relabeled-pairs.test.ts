import { describe, expect, it } from 'vitest';
import { KernelGroupSums } from '../../../src/estimators/kernel-distances/kernel-group-sums';
import type { PairwiseKernel } from '../../../src/estimators/kernel-distances/pairwise-sums';
import { sumOverPairs } from '../../../src/estimators/kernel-distances/pairwise-sums';
import { PlainGroupSums } from '../../../src/estimators/kernel-distances/plain-group-sums';
import { drawRelabelings } from '../../../src/estimators/kernel-distances/relabelings';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';
import { normal } from '../near-pairs/all-pairs';

const pauses = createPauses();
const SEED = 3;

/** Which samples of p and then of q belong to the group, for each relabeling. */
async function groupsOf(count: number, counts: readonly [number, number], size: number) {
  const { codes, codesOfOne, codesOfP } = await drawRelabelings(
    count,
    counts,
    size,
    createRandom(SEED),
    pauses,
  );
  return Array.from({ length: count }, (_, r) => {
    const isIn = (first: number, within: number) =>
      ((codes[r * codesOfOne + first + (within >> 3)]! >> (within & 7)) & 1) === 1;
    return [
      ...Array.from({ length: counts[0] }, (_, sample) => isIn(0, sample)),
      ...Array.from({ length: counts[1] }, (_, sample) => isIn(codesOfP, sample)),
    ];
  });
}

describe('drawRelabelings', () => {
  it('takes each sample about as often, and so many for each group', async () => {
    const count = 4000;
    const groups = await groupsOf(count, [13, 6], 6);
    for (const group of groups) expect(group.filter(Boolean)).toHaveLength(6);
    const share = 6 / 19;
    // Five standard errors of a share.
    const bound = 5 * Math.sqrt((share * (1 - share)) / count);
    for (let sample = 0; sample < 19; sample++) {
      const times = groups.filter((group) => group[sample]).length / count;
      expect(Math.abs(times - share)).toBeLessThan(bound);
    }
  });
});

/** ½(‖x − y‖² + 1), so that no sum is by chance another. */
const kernel: PairwiseKernel = {
  of: 'squaredDistance',
  apply(squares, count) {
    for (let i = 0; i < count; i++) squares[i] = (squares[i]! + 1) / 2;
  },
};

describe('sums over the pairs within relabeled groups', () => {
  it.each([
    [3, 4],
    [70, 9],
    [130, 301],
  ])('are the definition’s, of %d and %d samples', async (n, m) => {
    const [p, q] = [normal(n, 2, 1), normal(m, 2, 2)];
    const size = Math.min(n, m);
    const { relabeled } = await sumOverPairs(p, q, kernel, 5, createRandom(SEED), pauses);
    const all = [...p.values, ...q.values];
    const pair = (i: number, j: number) =>
      ((all[2 * i]! - all[2 * j]!) ** 2 + (all[2 * i + 1]! - all[2 * j + 1]!) ** 2 + 1) / 2;
    for (const [r, group] of (await groupsOf(5, [n, m], size)).entries()) {
      let [pairs, rows] = [0, 0];
      for (let i = 0; i < n + m; i++) {
        for (let j = 0; j < n + m; j++) {
          if (i === j || !group[i]) continue;
          rows += pair(i, j);
          if (group[j] && i < j) pairs += pair(i, j);
        }
      }
      expect(relabeled.pairs[r]! / pairs).toBeCloseTo(1, 12);
      expect(relabeled.rows[r]! / rows).toBeCloseTo(1, 12);
      expect(relabeled.diagonal[r]!).toBe(size / 2);
    }
  });

  it('are the same by the kernel and by plain loops, to the bit', async () => {
    const groups = await drawRelabelings(70, [300, 200], 200, createRandom(SEED), pauses);
    const byKernel = (await KernelGroupSums.of(groups, 1e9, pauses))!;
    const plain = new PlainGroupSums(groups);
    const random = createRandom(1);
    for (let place = 0; place < plain.block.length; place++)
      byKernel.block[place] = plain.block[place] = random.normal();
    for (const [column, rows] of [
      [0, 8],
      [248, 1],
      [16, 3],
    ] as const) {
      for (const sums of [byKernel, plain]) {
        sums.sumSubsets(column, rows);
        sums.add(
          { firstRow: 2, rows, column: groups.codesOfP + column / 8 - (column > 200 ? 31 : 0) },
          3,
          69,
        );
      }
    }
    expect([...byKernel.sums()]).toEqual([...plain.sums()]);
    expect(plain.sums()[0]).toBe(0);
    expect(plain.sums()[68]).not.toBe(0);
  });

  it('few of them are left to plain loops', async () => {
    const groups = await drawRelabelings(100, [50, 50], 50, createRandom(SEED), pauses);
    expect(await KernelGroupSums.of(groups, 5000, pauses)).toBeUndefined();
  });
});
