import { ArgumentError } from '../../errors';
import type { Random } from '../../random';
import { inBlocks, type Pauses } from '../../scheduling';
import { shuffledIndices, takeSamples } from './indices';
import type { SampleMatrix } from './samples';

/** The samples of one distribution in three parts that share no sample. */
export interface HeldOutSplit {
  /** Samples to learn from. */
  readonly train: SampleMatrix;
  /** Samples that decide when to stop, and calibrate. */
  readonly validation: SampleMatrix;
  /** Samples to measure on: nothing else ever looks at them. */
  readonly heldOut: SampleMatrix;
}

/** Fraction of what isn't held out that decides when to stop. */
const VALIDATION = 0.2;

/** Fewest samples that can be split: two in each part. */
export const SMALLEST_SPLIT = 10;

/**
 * Splits samples at random.
 *
 * @param argument - their name
 * @param samples - at least {@link SMALLEST_SPLIT}
 * @param fraction - of the samples that is held out, in (0, 1)
 * @param random - what draws the split
 * @param firsts - for each sample the index of the one that it is a copy of, its own if of none: copies stay together
 * @param pauses - taken now and then
 * @returns copies, at least two samples each
 * @throws ArgumentError naming `argument` where too few differ
 */
export async function splitSamples(
  argument: string,
  samples: SampleMatrix,
  fraction: number,
  random: Random,
  firsts: Int32Array,
  pauses: Pauses,
): Promise<HeldOutSplit> {
  const { count } = samples;
  const { order, whole } = await groupedOrder(await shuffledIndices(count, random, pauses), firsts, pauses);
  const wanted = Math.min(Math.max(Math.round(fraction * count), 2), count - 4);
  const heldOut = whole(wanted);
  const validation = whole(heldOut + Math.max(Math.round(VALIDATION * (count - wanted)), 2)) - heldOut;
  checkParts(argument, [heldOut, validation, count - heldOut - validation]);
  return {
    heldOut: await takeSamples(samples, order.subarray(0, heldOut), pauses),
    validation: await takeSamples(samples, order.subarray(heldOut, heldOut + validation), pauses),
    train: await takeSamples(samples, order.subarray(heldOut + validation), pauses),
  };
}

/** Moves copies to the first of them that the order has. `whole` gives the next count of samples that parts no copies. */
async function groupedOrder(shuffled: Uint32Array, firsts: Int32Array, pauses: Pauses) {
  const count = shuffled.length;
  const sizes = new Uint32Array(count);
  await inBlocks(count, 1, pauses, (from, to) => {
    for (let sample = from; sample < to; sample++) sizes[firsts[sample]!]!++;
  });
  const order = new Uint32Array(count);
  // Where the next one of a group goes, once the group has come: 1 more, so that 0 says that it hasn't.
  const places = new Uint32Array(count);
  let end = 0;
  await inBlocks(count, 4, pauses, (from, to) => {
    for (let at = from; at < to; at++) {
      const sample = shuffled[at]!;
      const group = firsts[sample]!;
      if (places[group] === 0) {
        places[group] = end + 1;
        end += sizes[group]!;
      }
      order[places[group]!++ - 1] = sample;
    }
  });
  const whole = (wanted: number) => {
    let size = wanted;
    while (size > 0 && size < count && firsts[order[size]!] === firsts[order[size - 1]!]) size++;
    return size;
  };
  return { order, whole };
}

function checkParts(argument: string, sizes: readonly number[]): void {
  if (sizes.every((size) => size >= 2)) return;
  throw new ArgumentError(
    argument,
    `has so many copies of few samples that they can't be split without having copies on either side; expected more that differ. Draw more, or pass each once.`,
  );
}

/** The same in two parts, for what needs no validation. */
export async function splitInTwo(
  argument: string,
  samples: SampleMatrix,
  fraction: number,
  random: Random,
  firsts: Int32Array,
  pauses: Pauses,
): Promise<Omit<HeldOutSplit, 'validation'>> {
  const shuffled = await shuffledIndices(samples.count, random, pauses);
  const { order, whole } = await groupedOrder(shuffled, firsts, pauses);
  const heldOut = whole(Math.min(Math.max(Math.round(fraction * samples.count), 2), samples.count - 2));
  checkParts(argument, [heldOut, samples.count - heldOut]);
  return {
    heldOut: await takeSamples(samples, order.subarray(0, heldOut), pauses),
    train: await takeSamples(samples, order.subarray(heldOut), pauses),
  };
}

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
