import { PAIR_COLUMNS } from '../pair-numbers/rows-of-pairs';
import {
  type BlockCodes,
  blockNumbers,
  COLUMNS,
  FOUR,
  type GroupSums,
  memberships,
  SUBSETS,
  subsetNumbers,
} from './group-sums';
import type { Relabelings } from './relabelings';

/** The sums by plain loops. */
export class PlainGroupSums implements GroupSums {
  readonly block = new Float64Array(blockNumbers);
  readonly #subsets = new Float64Array(subsetNumbers);
  readonly #sums: Float64Array;

  constructor(private readonly relabelings: Relabelings) {
    this.#sums = new Float64Array(relabelings.count);
  }

  sums(): Float64Array {
    return this.#sums;
  }

  sumSubsets(firstColumn: number, rowCodes: number): void {
    const { block } = this;
    const subsets = this.#subsets;
    for (let four = 0; four < 2 * rowCodes; four++) {
      const base = four * SUBSETS * COLUMNS;
      let size = COLUMNS;
      for (let each = 0; each < FOUR; each++, size *= 2) {
        const row = (four * FOUR + each) * PAIR_COLUMNS + firstColumn;
        for (let at = 0; at < size; at++)
          subsets[base + size + at] = subsets[base + at]! + block[row + (at % COLUMNS)]!;
      }
    }
  }

  add(block: BlockCodes, from: number, to: number): void {
    const { codes, codesOfOne } = this.relabelings;
    const sums = this.#sums;
    for (let r = from; r < to; r++) sums[r]! += sumOfGroup(this.#subsets, codes, r * codesOfOne, block);
  }
}

function sumOfGroup(
  subsets: Float64Array,
  codes: Uint8Array,
  ownCodes: number,
  { firstRow, rows, column }: BlockCodes,
): number {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  let four = 0;
  for (let row = ownCodes + firstRow; row < ownCodes + firstRow + rows; row++) {
    const code = codes[row]!;
    const first = four + (code & (SUBSETS - 1)) * COLUMNS;
    const second = four + (SUBSETS + (code >> FOUR)) * COLUMNS;
    a += subsets[first]! + subsets[second]!;
    b += subsets[first + 1]! + subsets[second + 1]!;
    c += subsets[first + 2]! + subsets[second + 2]!;
    d += subsets[first + 3]! + subsets[second + 3]!;
    e += subsets[first + 4]! + subsets[second + 4]!;
    f += subsets[first + 5]! + subsets[second + 5]!;
    g += subsets[first + 6]! + subsets[second + 6]!;
    h += subsets[first + 7]! + subsets[second + 7]!;
    four += 2 * SUBSETS * COLUMNS;
  }
  const is = codes[ownCodes + column]! * COLUMNS;
  // In the order of the kernel, which has two of them in a vector.
  const even =
    a * memberships[is]! + c * memberships[is + 2]! + (e * memberships[is + 4]! + g * memberships[is + 6]!);
  const odd =
    b * memberships[is + 1]! +
    d * memberships[is + 3]! +
    (f * memberships[is + 5]! + h * memberships[is + 7]!);
  return even + odd;
}
