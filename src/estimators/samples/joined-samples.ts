import { inBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from './samples';

/** The samples of p and then those of q, a copy. */
export async function joinedSamples(p: SampleMatrix, q: SampleMatrix, pauses: Pauses): Promise<SampleMatrix> {
  const { dimension } = p;
  const values = new Float64Array(p.values.length + q.values.length);
  for (const [side, at] of [
    [p, 0],
    [q, p.values.length],
  ] as const) {
    await inBlocks(side.values.length, 1, pauses, (from, to) => {
      values.set(side.values.subarray(from, to), at + from);
    });
  }
  return { values, count: p.count + q.count, dimension };
}
