import type { SampleMatrix } from '../../estimators/parts';
import { drawNext, type Random } from '../../random';
import { inBlocks, type Pauses } from '../../scheduling';

/**
 * Deals rows at random, none again before the deck is through; where fewer are left than asked for, it is shuffled anew. So
 * subsets leave out few rows, and their mean has less noise than that of subsets drawn one by one.
 */
export class Deck {
  private readonly order: Uint32Array;
  private readonly times: Uint32Array;
  private place = 0;

  constructor(
    private readonly rows: SampleMatrix,
    private readonly random: Random,
  ) {
    this.order = Uint32Array.from({ length: rows.count }, (_, row) => row);
    this.times = new Uint32Array(rows.count);
  }

  /** Deals so many different rows; all of them as they are, where there are no more. */
  async deal(count: number, pauses: Pauses): Promise<SampleMatrix> {
    const { rows, times, order } = this;
    if (count === rows.count) {
      for (let row = 0; row < count; row++) times[row]!++;
      return rows;
    }
    if (this.place + count > rows.count) this.place = 0;
    const { dimension } = rows;
    const values = new Float64Array(count * dimension);
    await inBlocks(count, dimension + 16, pauses, (from, to) => {
      for (let at = from; at < to; at++) {
        const row = drawNext(order, this.place++, this.random);
        times[row]!++;
        values.set(rows.values.subarray(row * dimension, (row + 1) * dimension), at * dimension);
      }
    });
    return { values, count, dimension };
  }

  /** Σ wᵢ² of the rows' weights in the mean over all that was dealt: 1/n where each came as often. */
  squaredWeights(): number {
    const total = this.times.reduce((sum, times) => sum + times, 0);
    return this.times.reduce((sum, times) => sum + (times / total) ** 2, 0);
  }
}
