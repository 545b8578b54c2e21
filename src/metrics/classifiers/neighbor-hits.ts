import { joinedSamples, nearestPoints } from '../../estimators/parts';
import { eachInBlocks, type Pauses } from '../../scheduling';
import type { LabeledSplit } from './labeled-split';

/** Counts the held-out samples that the majority of their nearest training samples gives to the right side; as many of both count half. */
export async function neighborHits(
  { train, heldOut }: LabeledSplit,
  neighbors: number,
  pauses: Pauses,
): Promise<number> {
  const known = await joinedSamples(train.real, train.generated, pauses);
  let hits = 0;
  for (const side of ['real', 'generated'] as const) {
    const { indices } = await nearestPoints(heldOut[side], known, neighbors, pauses);
    await eachInBlocks(heldOut[side].count, neighbors, pauses, (sample) => {
      let real = 0;
      for (let rank = 0; rank < neighbors; rank++)
        real += Number(indices[sample * neighbors + rank]! < train.real.count);
      const right = side === 'real' ? real : neighbors - real;
      hits += (1 + Math.sign(2 * right - neighbors)) / 2;
    });
  }
  return hits;
}
