import { checkSize } from '../../errors';
import type { Random } from '../../random';
import type { Pauses } from '../../scheduling';

/** Random ways to say which of `total` samples belong to a group of `size`, laid out for sums over tiles of pairs. */
export interface Relabellings {
  readonly count: number;
  /** The group's members under relabelling r that lie in tile t: `members[starts[r * (tiles + 1) + t] … next start]`. */
  readonly starts: Int32Array;
  readonly members: Int32Array;
  readonly tiles: number;
}

/**
 * Draws relabellings, each of all subsets of its size equally likely.
 *
 * @param count - how many
 * @param total - how many samples there are
 * @param size - of the group
 * @param boundaries - where each tile of samples starts, and at last `total`
 * @param random - draws them
 * @param pauses - taken between relabellings
 * @returns the relabellings
 */
export async function drawRelabellings(
  count: number,
  total: number,
  size: number,
  boundaries: readonly number[],
  random: Random,
  pauses: Pauses,
): Promise<Relabellings> {
  const tiles = boundaries.length - 1;
  checkSize('permutations', count * (size + tiles + 1), 'numbers');
  const members = new Int32Array(count * size);
  const starts = new Int32Array(count * (tiles + 1));
  const order = Int32Array.from({ length: total }, (_, index) => index);
  for (let r = 0; r < count; r++) {
    if (pauses.due()) await pauses.take();
    for (let i = 0; i < size; i++) {
      const chosen = i + random.integer(total - i);
      const index = order[chosen]!;
      order[chosen] = order[i]!;
      order[i] = index;
    }
    const group = members.subarray(r * size, (r + 1) * size);
    group.set(order.subarray(0, size));
    group.sort();
    let position = 0;
    for (let tile = 0; tile <= tiles; tile++) {
      while (position < size && group[position]! < boundaries[tile]!) position++;
      starts[r * (tiles + 1) + tile] = r * size + position;
    }
  }
  return { count, starts, members, tiles };
}
