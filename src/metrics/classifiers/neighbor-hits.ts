import { joinedSamples, nearestPoints, pairsWithin } from '../../estimators/parts';
import type { Pauses } from '../../scheduling';
import type { LabeledSplit } from './labeled-split';

/**
 * Counts the held-out samples that the majority of their nearest training samples gives to the right side; as many of both count half. All
 * that are as near as the last of the neighbors vote: where values repeat, which of them come first says nothing.
 */
export async function neighborHits(
  { train, heldOut }: LabeledSplit,
  neighbors: number,
  pauses: Pauses,
): Promise<number> {
  const known = await joinedSamples(train.real, train.generated, pauses);
  let hits = 0;
  for (const side of ['real', 'generated'] as const) {
    const { count } = heldOut[side];
    const { squared } = await nearestPoints(heldOut[side], known, neighbors, pauses);
    const first = Float64Array.from({ length: count }, (_, sample) => squared[(sample + 1) * neighbors - 1]!);
    const lead = new Int32Array(count);
    await pairsWithin(
      heldOut[side],
      known,
      { first },
      (sample, neighbor) => {
        lead[sample]! += neighbor < train.real.count ? 1 : -1;
      },
      pauses,
    );
    const right = side === 'real' ? 1 : -1;
    for (const each of lead) hits += (1 + Math.sign(right * each)) / 2;
  }
  return hits;
}
