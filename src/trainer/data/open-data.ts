import { dispose, gather, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { ArgumentError, checkFunction, describeValue } from '../../errors';
import { type Random, shuffle } from '../../random';
import type { Batch } from './batch';
import type { BatchForm } from './batch-form';

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

/** Batches one after another; undefined where the data has ended. */
export interface BatchSource<B extends object> {
  next(): Batch<B> | undefined | Promise<Batch<B> | undefined>;
  close(): void | Promise<void>;
}

/** Sources of batches, but for one batch of all samples. */
type Source =
  | { sample(count: number, random: Random): unknown }
  | DatasetLike
  | Iterable<unknown>
  | AsyncIterable<unknown>;

/** Opens data of any form; what is none must have been refused. */
export function openData<B extends object>(
  data: object,
  form: BatchForm<B>,
  batchSize: number,
  random: Random,
): BatchSource<B> {
  const whole = form.wholeOf(data);
  if (whole) return shuffledRows(whole, form, batchSize, random);
  const source = data as Source;
  if ('sample' in source)
    return { next: () => toBatch(source.sample(batchSize, random), form, true), close() {} };
  if ('iterator' in source) return repeated(() => source.iterator(), form, true);
  if (Symbol.asyncIterator in source) return repeated(() => source[Symbol.asyncIterator](), form, false);
  return repeated(() => source[Symbol.iterator](), form, false);
}

function toBatch<B extends object>(value: unknown, form: BatchForm<B>, owned: boolean): Batch<B> {
  const batch = form.batchOf(value);
  return { ...batch, release: () => void (owned && dispose([...form.tensorsOf(batch)])) };
}

function shuffledRows<B extends object>(
  whole: B,
  form: BatchForm<B>,
  batchSize: number,
  random: Random,
): BatchSource<B> {
  const tensors = form.tensorsOf(whole);
  const checkNotDisposed = () => {
    if (tensors.some((tensor) => tensor?.isDisposed))
      // of what is no tensor, more is said later
      throw new ArgumentError('data', 'was disposed of; keep the tensor until the run ends.');
  };
  checkNotDisposed();
  form.checkWhole(whole);
  const rows = tensors[0]!.shape[0]!;
  const size = Math.min(batchSize, rows);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  let taken = rows;
  return {
    next() {
      checkNotDisposed();
      if (taken + size > rows) {
        shuffle(order, random);
        taken = 0;
      }
      const at = tensor1d(order.slice(taken, taken + size), 'int32');
      taken += size;
      try {
        const batch = form.map(whole, (tensor: Tensor) => gather(tensor, at));
        return { ...batch, release: () => dispose([...form.tensorsOf(batch)]) };
      } finally {
        at.dispose();
      }
    },
    close() {},
  };
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown> | DatasetIterator;

/** Goes through an iterable again and again, until a pass gives nothing. */
function repeated<B extends object>(
  open: () => AnyIterator | Promise<AnyIterator>,
  form: BatchForm<B>,
  owned: boolean,
): BatchSource<B> {
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
        if (!done) return toBatch(value, form, owned);
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
