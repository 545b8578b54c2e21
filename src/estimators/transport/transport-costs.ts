import { inBlocks, type Pauses } from '../../scheduling';
import { squaredDistance } from '../samples/pairwise-distances';
import type { SampleMatrix } from '../samples/samples';
import type { TransportOrder } from './transport-on-line';

/** The cost along the diagonal of the box around all samples: at least that of any two. */
export async function diameterCost(
  p: SampleMatrix,
  q: SampleMatrix,
  order: TransportOrder,
  pauses: Pauses,
): Promise<number> {
  const { dimension } = p;
  const least = new Float64Array(dimension).fill(Infinity);
  const most = new Float64Array(dimension).fill(-Infinity);
  for (const { values, count } of [p, q]) {
    await inBlocks(count, dimension, pauses, (from, to) => {
      for (let at = from * dimension; at < to * dimension; ) {
        for (let axis = 0; axis < dimension; axis++, at++) {
          if (values[at]! < least[axis]!) least[axis] = values[at]!;
          if (values[at]! > most[axis]!) most[axis] = values[at]!;
        }
      }
    });
  }
  const squared = least.reduce((sum, value, axis) => sum + (most[axis]! - value) ** 2, 0);
  return order === 1 ? Math.sqrt(squared) : squared;
}

/** Costs of at most so many pairs (64 MB) are kept; more are computed anew in each sweep, row by row. */
const MOST_KEPT = 8e6;

/** The costs of transport between two samples, a row at a time. */
export class CostRows {
  private readonly buffer: Float64Array;
  private readonly kept: Float64Array[] = [];

  private constructor(
    private readonly p: SampleMatrix,
    private readonly q: SampleMatrix,
    private readonly order: TransportOrder,
  ) {
    this.buffer = new Float64Array(q.count);
  }

  static async of(
    p: SampleMatrix,
    q: SampleMatrix,
    order: TransportOrder,
    pauses: Pauses,
  ): Promise<CostRows> {
    const costs = new CostRows(p, q, order);
    if (p.count * q.count > MOST_KEPT) return costs;
    for (let i = 0; i < p.count; i++) {
      if (pauses.due()) await pauses.take();
      // Memory for all rows at once would be one long piece of work.
      costs.kept.push(costs.row(i).slice());
    }
    return costs;
  }

  get rows(): number {
    return this.p.count;
  }

  /** Costs from point i to all of q; good until the next row is asked for. */
  row(i: number): Float64Array {
    const { p, q, buffer, kept } = this;
    if (i < kept.length) return kept[i]!;
    const { dimension } = p;
    for (let j = 0; j < q.count; j++) {
      const squared = squaredDistance(p.values, i * dimension, q.values, j * dimension, dimension);
      buffer[j] = this.order === 1 ? Math.sqrt(squared) : squared;
    }
    return buffer;
  }
}
