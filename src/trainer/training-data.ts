import { gather, Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Sampler } from '../distributions';
import { ArgumentError, describeValue } from '../errors';
import type { Random } from '../random';

/** A dataset of tfjs-data, told by its `iterator()`. */
export interface DatasetLike {
  /** A fresh pass over the data. */
  iterator(): Promise<DatasetIterator>;
}

/** One pass over a dataset of tfjs-data. */
export interface DatasetIterator {
  /** The next batch. */
  next(): Promise<IteratorResult<unknown>>;
}

/**
 * What a run is trained on: all samples in one tensor (shuffled anew each epoch, cut into batches; what is left over at
 * the end of an epoch waits for the next shuffle); a {@link Sampler}, drawn from afresh for every batch; or batches: an
 * array, a dataset of tfjs-data, or any iterable or async iterable, gone through again and again while it gives more.
 *
 * The Trainer disposes of the batches that it or a tfjs-data dataset made, and of nothing else.
 */
export type TrainingData = Tensor | Sampler | DatasetLike | Iterable<Tensor> | AsyncIterable<Tensor>;

/** A batch of real samples, and whether the Trainer must dispose of it. */
export interface Batch {
  readonly real: Tensor;
  readonly owned: boolean;
}

/** Batches one after another; undefined where the data has ended. */
export interface BatchSource {
  next(): Batch | undefined | Promise<Batch | undefined>;
  close(): void | Promise<void>;
}

/** Opens any form of training data. */
export function openTrainingData(data: TrainingData, batchSize: number, random: Random): BatchSource {
  if (data instanceof Tensor) return shuffledRows(data, batchSize, random);
  if (typeof data === 'object' && data !== null) {
    if ('sample' in data) {
      return { next: () => ({ real: data.sample(batchSize, random), owned: true }), close() {} };
    }
    if ('iterator' in data) return repeated(() => data.iterator(), true);
    if (Symbol.asyncIterator in data) return repeated(() => data[Symbol.asyncIterator](), false);
    if (Symbol.iterator in data) return repeated(() => data[Symbol.iterator](), false);
  }
  const mend = typeof data === 'function' ? ': call it, if it is a generator function' : '';
  throw new ArgumentError(
    'data',
    `got ${describeValue(data)}; expected a tensor of samples, a sampler, a dataset of tfjs-data, or an iterable of batches${mend}.`,
  );
}

function shuffledRows(data: Tensor, batchSize: number, random: Random): BatchSource {
  if (data.isDisposed)
    throw new ArgumentError('data', 'was disposed of; keep the tensor until the run ends.');
  if (data.rank < 2 || data.size === 0) {
    throw new ArgumentError(
      'data',
      `got a tensor of shape [${data.shape}]; expected [samples, ...sample], not empty.`,
    );
  }
  const rows = data.shape[0]!;
  const size = Math.min(batchSize, rows);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  let taken = rows;
  return {
    next() {
      if (taken + size > rows) {
        shuffle(order, random);
        taken = 0;
      }
      const indices = order.slice(taken, taken + size);
      taken += size;
      return { real: tidy(() => gather(data, tensor1d(indices, 'int32'))), owned: true };
    },
    close() {},
  };
}

/** Fisher and Yates's shuffle, in place. */
function shuffle(order: Int32Array, random: Random): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const moved = order[last]!;
    order[last] = order[other]!;
    order[other] = moved;
  }
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown> | DatasetIterator;

/** Goes through an iterable again and again, until a pass gives nothing. */
function repeated(open: () => AnyIterator | Promise<AnyIterator>, owned: boolean): BatchSource {
  let iterator: AnyIterator | undefined;
  let waiting = false;
  const advance = async () => {
    waiting = true;
    iterator ??= await open();
    const result = await iterator.next();
    waiting = false;
    return result;
  };
  return {
    async next() {
      for (let pass = 0; pass < 2; pass++) {
        const { done, value } = await advance();
        if (!done) return { real: value as Tensor, owned };
        iterator = undefined;
      }
      return undefined;
    },
    async close() {
      const closing = iterator && 'return' in iterator ? iterator.return?.() : undefined;
      iterator = undefined;
      // An async generator that still waits would answer only after that: not waited for, or an abort could hang.
      if (waiting) Promise.resolve(closing).catch(() => {});
      else await closing;
    },
  };
}
