import type { Random } from '../random';
import type { SampleMatrix } from './samples';

/** One fold of a cross-validation. */
export interface Fold {
  /** What is fitted to. */
  readonly train: SampleMatrix;
  /** What is held out. */
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
 * @returns the folds
 */
export function splitIntoFolds(samples: SampleMatrix, folds: number, random: Random): Fold[] {
  const order = shuffledOrder(samples.count, random);
  return Array.from({ length: folds }, (_, fold) => {
    const from = Math.floor((fold * samples.count) / folds);
    const to = Math.floor(((fold + 1) * samples.count) / folds);
    return foldOf(samples, order, from, to);
  });
}

/**
 * Holds out a random part of the samples once.
 *
 * @param samples - at least two
 * @param fraction - how much is held out, in (0, 1); at least one sample, and not all
 * @param random - what draws the part
 * @returns the split
 */
export function holdOut(samples: SampleMatrix, fraction: number, random: Random): Fold {
  const { count } = samples;
  const size = Math.min(Math.max(Math.round(fraction * count), 1), count - 1);
  return foldOf(samples, shuffledOrder(count, random), 0, size);
}

function foldOf(samples: SampleMatrix, order: Uint32Array, from: number, to: number): Fold {
  const indices = order.slice(from, to);
  const rest = new Uint32Array(order.length - indices.length);
  rest.set(order.subarray(0, from));
  rest.set(order.subarray(to), from);
  return { train: take(samples, rest), heldOut: take(samples, indices), indices };
}

/** 0 … count − 1 in random order (Fisher–Yates). */
function shuffledOrder(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

function take({ values, dimension }: SampleMatrix, indices: Uint32Array): SampleMatrix {
  const taken = new Float64Array(indices.length * dimension);
  indices.forEach((index, place) => {
    taken.set(values.subarray(index * dimension, (index + 1) * dimension), place * dimension);
  });
  return { values: taken, count: indices.length, dimension };
}
