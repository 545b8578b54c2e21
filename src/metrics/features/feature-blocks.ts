import { ArgumentError, describeValue, isTensor } from '../../errors';
import { type SampleMatrix, toMatrix } from '../../estimators/parts';
import { orAborted, type Pauses } from '../../scheduling';
import type { Features } from './features';

/**
 * Reads features block by block: of an iterable only one block is held at a time.
 *
 * @param argument - their name
 * @param features - what came
 * @param pauses - taken now and then; their signal ends the wait for a block
 * @returns the blocks, each checked and with at least one row
 * @throws ArgumentError naming `argument`, with the block's number where there are several, if they aren't features, hold a
 * value that isn't finite, or differ in dimension
 */
export async function* featureBlocks(
  argument: string,
  features: Features,
  pauses: Pauses,
): AsyncGenerator<SampleMatrix, void> {
  if (!isBlocks(features)) {
    const block = await toMatrix(argument, features, pauses);
    if (block.count > 0) yield block;
    return;
  }
  let dimension: number | undefined;
  let number = 0;
  for await (const samples of abortable(argument, features, pauses)) {
    const block = await toMatrix(`${argument}[${number}]`, samples, pauses);
    if (pauses.due()) await pauses.take();
    if (block.count > 0) {
      dimension ??= block.dimension;
      if (block.dimension !== dimension) throw unlike(`${argument}[${number}]`, block.dimension, dimension);
      yield block;
    }
    number++;
  }
}

/** Whether they come in several blocks: an array whose first entry is no point, or another iterable. */
function isBlocks(features: Features): features is Iterable<never> | AsyncIterable<never> {
  if (Array.isArray(features)) return features.length > 0 && isBlock(features[0]);
  if (typeof features !== 'object' || features === null) return false;
  if (isTensor(features) || ArrayBuffer.isView(features)) return false;
  return Symbol.asyncIterator in features || Symbol.iterator in features;
}

/** Whether an array's first entry is samples rather than a point. */
function isBlock(entry: unknown): boolean {
  if (isTensor(entry)) return true;
  if (Array.isArray(entry)) return Array.isArray(entry[0]) || ArrayBuffer.isView(entry[0]);
  return typeof entry === 'object' && entry !== null && 'values' in entry && 'dimension' in entry;
}

/** Iterators that were read, as far as they were wanted. */
const read = new WeakSet<object>();

/**
 * The same blocks, but that waiting for one ends with the signal, and that what can't be iterated is refused by name; so is a generator that was
 * read before and has nothing left.
 */
export async function* abortable<T>(
  argument: string,
  blocks: Iterable<T> | AsyncIterable<T>,
  pauses: Pauses,
): AsyncGenerator<T, void> {
  const iterator =
    Symbol.asyncIterator in blocks ? blocks[Symbol.asyncIterator]() : blocks[Symbol.iterator]();
  if (typeof iterator?.next !== 'function') throw noIterator(argument, iterator);
  let isOver = false;
  const wasRead = read.has(iterator);
  read.add(iterator);
  try {
    for (let count = 0; ; count++) {
      const step = await orAborted(iterator.next(), pauses);
      if (typeof step !== 'object' || step === null) throw noIterator(argument, step);
      if (step.done) {
        isOver = true;
        if (wasRead && count === 0) throw usedUp(argument);
        return;
      }
      yield step.value;
    }
  } finally {
    // Not waited for: of a generator that hangs it would answer never.
    if (!isOver) Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

function noIterator(argument: string, got: unknown): ArgumentError {
  return new ArgumentError(
    argument,
    `can't be iterated: got ${describeValue(got)} on the way; expected blocks one by one, as a generator gives them.`,
  );
}

function usedUp(argument: string): ArgumentError {
  return new ArgumentError(
    argument,
    'is a generator that was read before: it gives its blocks once; expected one with blocks left. Call its function again, or gather the blocks in an array.',
  );
}

function unlike(argument: string, got: number, expected: number): ArgumentError {
  return new ArgumentError(
    argument,
    `has rows of ${got} values where the first block has ${expected}; expected as many. Pass features of one layer.`,
  );
}
