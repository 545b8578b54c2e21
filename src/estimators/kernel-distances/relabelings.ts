import { checkSize } from '../../errors';
import { drawNext, type Random } from '../../random';
import { inBlocks, type Pauses } from '../../scheduling';
import { ascendingIndices } from '../samples/indices';

/** Random ways to say which of `total` samples belong to a group of `size`, laid out for sums over tiles of pairs. */
export interface Relabelings {
  readonly count: number;
  /** The group's members under relabeling r that lie in tile t: `members[starts[r * (tiles + 1) + t] … next start]`. */
  readonly starts: Int32Array;
  readonly members: Int32Array;
  readonly tiles: number;
}

/**
 * Draws relabelings, each of all subsets of its size equally likely.
 *
 * @param count - how many
 * @param total - how many samples there are
 * @param size - of the group
 * @param boundaries - where each tile of samples starts, and at last `total`
 * @param random - draws them
 * @param pauses - taken between relabelings
 * @returns the relabelings
 */
export async function drawRelabelings(
  count: number,
  total: number,
  size: number,
  boundaries: readonly number[],
  random: Random,
  pauses: Pauses,
): Promise<Relabelings> {
  const tiles = boundaries.length - 1;
  checkSize('permutations', count * (size + tiles + 1), 'numbers');
  const members = new Int32Array(count * size);
  const starts = new Int32Array(count * (tiles + 1));
  const order = await ascendingIndices(total, pauses);
  const isMember = new Uint8Array(total);
  for (let r = 0; r < count; r++) {
    await inBlocks(size, 16, pauses, (from, to) => {
      for (let i = from; i < to; i++) {
        isMember[drawNext(order, i, random)] = 1;
      }
    });
    let position = r * size;
    for (let tile = 0; tile < tiles; tile++) {
      starts[r * (tiles + 1) + tile] = position;
      const start = boundaries[tile]!;
      // In ascending order without a sort, which could not pause.
      await inBlocks(boundaries[tile + 1]! - start, 1, pauses, (from, to) => {
        for (let index = start + from; index < start + to; index++) {
          if (isMember[index] === 0) continue;
          isMember[index] = 0;
          members[position++] = index;
        }
      });
    }
    starts[r * (tiles + 1) + tiles] = position;
  }
  return { count, starts, members, tiles };
}
