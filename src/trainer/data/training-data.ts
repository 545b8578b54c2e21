import { gather, Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Sampler } from '../../distributions';
import { ArgumentError, checkFunction, describeValue } from '../../errors';
import { type Random, shuffle } from '../../random';

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
 * Data that a run trains on: all samples in one tensor (shuffled anew each epoch, cut into batches; what is left over at
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
  checkForm(data);
  if (data instanceof Tensor) return shuffledRows(data, batchSize, random);
  if ('sample' in data)
    return { next: () => ({ real: data.sample(batchSize, random), owned: true }), close() {} };
  if ('iterator' in data) return repeated(() => data.iterator(), true);
  if (Symbol.asyncIterator in data) return repeated(() => data[Symbol.asyncIterator](), false);
  return repeated(() => data[Symbol.iterator](), false);
}

/** The members by which the forms of data are told, but for a tensor, in the order in which they are looked for. */
const forms = [
  ['sample', 'a sampler such as gaussianRing()'],
  ['iterator', 'a dataset of tfjs-data'],
  [Symbol.asyncIterator, 'an async iterable of batches'],
  [Symbol.iterator, 'an iterable of batches'],
] as const;

/** Refuses what is no form of training data. */
export function checkForm(data: TrainingData): void {
  if (data instanceof Tensor) return;
  const isObject = typeof data === 'object' && data !== null;
  const form = isObject ? forms.find(([member]) => member in data) : undefined;
  if (!form) {
    const hint = typeof data === 'function' ? ': call it, if it is a generator function' : '';
    throw new ArgumentError(
      'data',
      `got ${describeValue(data)}; expected a tensor of samples, a sampler, a dataset of tfjs-data, or an iterable of batches${hint}.`,
    );
  }
  const [member, name] = form;
  const value = (data as unknown as Record<PropertyKey, unknown>)[member];
  if (typeof value === 'function') return;
  const came = `has ${describeValue(value)} as ${String(member)}`;
  throw new ArgumentError('data', `${came}; expected a function: ${name} has one.`);
}

function checkNotDisposed(data: Tensor): void {
  if (data.isDisposed)
    throw new ArgumentError('data', 'was disposed of; keep the tensor until the run ends.');
}

function shuffledRows(data: Tensor, batchSize: number, random: Random): BatchSource {
  checkNotDisposed(data);
  if (data.rank < 2 || data.size === 0) {
    throw new ArgumentError(
      'data',
      `got a tensor of shape [${data.shape}]; expected [samples, ...sample], not empty.`,
    );
  }
  if (data.dtype === 'string' || data.dtype === 'complex64')
    throw new ArgumentError('data', `got a tensor of ${data.dtype}; expected one of float32.`);
  const rows = data.shape[0]!;
  const size = Math.min(batchSize, rows);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  let taken = rows;
  return {
    next() {
      checkNotDisposed(data);
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

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown> | DatasetIterator;

/** Goes through an iterable again and again, until a pass gives nothing. */
function repeated(open: () => AnyIterator | Promise<AnyIterator>, owned: boolean): BatchSource {
  let iterator: AnyIterator | undefined;
  let waiting = false;
  let closed = false;
  const advance = async () => {
    waiting = true;
    try {
      iterator ??= checkIterator(await open());
      return checkResult(await iterator.next());
    } finally {
      waiting = false;
    }
  };
  return {
    async next() {
      for (let pass = 0; pass < 2 && !closed; pass++) {
        const { done, value } = await advance();
        if (!done) return { real: value as Tensor, owned };
        iterator = undefined;
      }
      return undefined;
    },
    async close() {
      closed = true;
      if (iterator && 'return' in iterator && iterator.return != null)
        checkFunction('data.return', iterator.return, 'a function, which ends its iterator');
      const closing = iterator && 'return' in iterator ? iterator.return?.() : undefined;
      iterator = undefined;
      // An async generator that still waits would answer only after that: not waited for, or an abort could hang.
      if (waiting) Promise.resolve(closing).catch(() => {});
      else await closing;
    },
  };
}

function checkIterator(iterator: AnyIterator): AnyIterator {
  if (typeof iterator?.next === 'function') return iterator;
  throw new ArgumentError(
    'data',
    `gave ${describeValue(iterator)} to iterate; expected an iterator, with a function \`next\`.`,
  );
}

function checkResult(result: IteratorResult<unknown>): IteratorResult<unknown> {
  if (typeof result === 'object' && result !== null) return result;
  throw new ArgumentError(
    'data',
    `its iterator's next() gave ${describeValue(result)}; expected { value, done }.`,
  );
}
