import type { Random } from '../../random';
import type { Pauses } from '../../scheduling';
import { shuffledIndices, takeSamples } from './held-out-split';
import type { SampleMatrix } from './samples';

/** One fold of a cross-validation. */
export interface Fold {
  /** Samples to fit to. */
  readonly train: SampleMatrix;
  /** Held-out samples. */
  readonly heldOut: SampleMatrix;
  /** The held-out samples' indices, in the order of `heldOut`. */
  readonly indices: Uint32Array;
}

/**
 * Splits samples at random into `folds` parts of nearly equal size, each held out once.
 *
 * @param samples - at least `folds` of them
 * @param folds - how many parts, at least 2
 * @param random - what draws the split
 * @param pauses - taken now and then
 * @returns the folds
 */
export async function splitIntoFolds(
  samples: SampleMatrix,
  folds: number,
  random: Random,
  pauses: Pauses,
): Promise<Fold[]> {
  const order = await shuffledIndices(samples.count, random, pauses);
  const parts: Fold[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const from = Math.floor((fold * samples.count) / folds);
    const to = Math.floor(((fold + 1) * samples.count) / folds);
    parts.push(await foldOf(samples, order, from, to, pauses));
  }
  return parts;
}

/**
 * Holds out a random part of the samples once.
 *
 * @param samples - at least two
 * @param fraction - how much is held out, in (0, 1); at least one sample, and not all
 * @param random - what draws the part
 * @param pauses - taken now and then
 * @returns the split
 */
export async function holdOut(
  samples: SampleMatrix,
  fraction: number,
  random: Random,
  pauses: Pauses,
): Promise<Fold> {
  const { count } = samples;
  const size = Math.min(Math.max(Math.round(fraction * count), 1), count - 1);
  return foldOf(samples, await shuffledIndices(count, random, pauses), 0, size, pauses);
}

async function foldOf(
  samples: SampleMatrix,
  order: Uint32Array,
  from: number,
  to: number,
  pauses: Pauses,
): Promise<Fold> {
  const indices = order.slice(from, to);
  const rest = new Uint32Array(order.length - indices.length);
  rest.set(order.subarray(0, from));
  rest.set(order.subarray(to), from);
  return {
    train: await takeSamples(samples, rest, pauses),
    heldOut: await takeSamples(samples, indices, pauses),
    indices,
  };
}
