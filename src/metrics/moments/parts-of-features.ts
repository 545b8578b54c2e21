import type { SampleMatrix } from '../../estimators/parts';
import { type Random, shuffleStep } from '../../random';
import { inBlocks, type Pauses } from '../../scheduling';
import { addSums, type MomentSums, noSums, sumsOfBlock } from './moment-sums';

/** The moments of one of `parts` parts of about equal size. */
export type Parts = (parts: number, part: number) => Promise<MomentSums>;

/**
 * Deals rows to parts at random: the same order for each number of parts.
 *
 * @param rows - all of them
 * @param random - draws the order
 * @param pauses - taken now and then
 */
export async function partsOf(rows: SampleMatrix, random: Random, pauses: Pauses): Promise<Parts> {
  const { values, count, dimension } = rows;
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  await inBlocks(count, 16, pauses, (from, to) => {
    for (let step = from; step < to; step++) shuffleStep(order, count - 1 - step, random);
  });
  return async (parts, part) => {
    const start = Math.floor((part * count) / parts);
    const end = Math.floor(((part + 1) * count) / parts);
    const picked = new Float64Array((end - start) * dimension);
    const sums = noSums(dimension);
    await inBlocks(end - start, dimension + 16, pauses, (from, to) => {
      for (let place = from; place < to; place++) {
        const at = order[start + place]! * dimension;
        const row = values.subarray(at, at + dimension);
        picked.set(row, place * dimension);
        if (parts === 1) sums.kept.add(row, random);
      }
    });
    addSums(sums, await sumsOfBlock({ values: picked, count: end - start, dimension }, pauses));
    return sums;
  };
}
