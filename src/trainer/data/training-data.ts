import { gather, Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { ArgumentError, checkFunction, describeValue } from '../../errors';
import { type Random, shuffle } from '../../random';
import type { Condition } from '../../tfjs';
import { type Batch, mapBatch, type RealBatch, tensorsOfBatch } from './batch';
import { checkCondition } from './check-batch';

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

/** Real samples, alone or with a condition. */
export type TrainingSamples = Tensor | ConditionedSamples;

/** Real samples with what they are like: a label each, say, or a picture each. */
export interface ConditionedSamples {
  /** The samples: float32 `[batch, ...sample]`. */
  readonly real: Tensor;
  /** Their condition, batch first: it goes to both networks. */
  readonly condition: Condition;
}

/** Source of samples that draws afresh each time: `gaussianRing()`, say, or one of your own that gives conditions too. */
export interface DataSampler {
  /** The shape of one sample. */
  readonly shape: readonly number[];
  /** Draws `count` samples; the Trainer disposes of them. */
  sample(count: number, random: Random): TrainingSamples;
}

/**
 * Data that a run trains on: all samples in one tensor (shuffled anew each epoch, cut into batches; what is left over at
 * the end of an epoch waits for the next shuffle); a sampler, drawn from afresh for every batch; or batches: an
 * array, a dataset of tfjs-data, or any iterable or async iterable, gone through again and again while it gives more.
 *
 * Wherever there is a tensor of samples, `{ real, condition }` may stand for a conditional GAN; of a dataset of tfjs-data also
 * `{ xs, ys }`, `ys` being the condition.
 *
 * The Trainer disposes of the batches that it or a tfjs-data dataset made, and of nothing else.
 */
export type TrainingData =
  | TrainingSamples
  | DataSampler
  | DatasetLike
  | Iterable<TrainingSamples>
  | AsyncIterable<TrainingSamples>;

/** Batches one after another; undefined where the data has ended. */
export interface BatchSource {
  next(): Batch | undefined | Promise<Batch | undefined>;
  close(): void | Promise<void>;
}

/** Opens any form of training data. */
export function openTrainingData(data: TrainingData, batchSize: number, random: Random): BatchSource {
  checkForm(data);
  if (data instanceof Tensor) return shuffledRows({ real: data }, batchSize, random);
  if ('real' in data) return shuffledRows(data, batchSize, random);
  if ('sample' in data) return { next: () => toBatch(data.sample(batchSize, random), true), close() {} };
  if ('iterator' in data) return repeated(() => data.iterator(), true);
  if (Symbol.asyncIterator in data) return repeated(() => data[Symbol.asyncIterator](), false);
  return repeated(() => data[Symbol.iterator](), false);
}

/** The members by which the forms of data are told, but for a tensor, in the order in which they are looked for. */
const forms = [
  ['real', 'what has a condition'],
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
  if (typeof value === 'function' || (member === 'real' && value instanceof Tensor)) return;
  const came = `has ${describeValue(value)} as ${String(member)}`;
  const expected =
    member === 'real' ? 'a tensor of samples, beside `condition`' : `a function: ${name} has one`;
  throw new ArgumentError('data', `${came}; expected ${expected}.`);
}

/** A batch in any of its forms; what is none of them is refused with the batch. */
function toBatch(samples: unknown, owned: boolean): Batch {
  if (typeof samples === 'object' && samples !== null && !(samples instanceof Tensor)) {
    const { real, condition, xs, ys } = samples as Partial<Record<'real' | 'condition' | 'xs' | 'ys', never>>;
    if (real !== undefined) return { real, condition, owned };
    if (xs !== undefined) return { real: xs, condition: ys, owned };
  }
  return { real: samples as Tensor, owned };
}

function checkNotDisposed(data: RealBatch): void {
  for (const tensor of tensorsOfBatch(data))
    if (tensor?.isDisposed)
      // of what is no tensor, more is said later
      throw new ArgumentError('data', 'was disposed of; keep the tensor until the run ends.');
}

function checkWhole(data: RealBatch): void {
  const { real, condition } = data;
  checkNotDisposed(data);
  if (real.rank < 2 || real.size === 0) {
    throw new ArgumentError(
      'data',
      `got a tensor of shape [${real.shape}]; expected [samples, ...sample], not empty.`,
    );
  }
  if (real.dtype === 'string' || real.dtype === 'complex64')
    throw new ArgumentError('data', `got a tensor of ${real.dtype}; expected one of float32.`);
  if ('condition' in data) checkCondition(condition, real.shape[0]!);
}

function shuffledRows(data: RealBatch, batchSize: number, random: Random): BatchSource {
  checkWhole(data);
  const rows = data.real.shape[0]!;
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
      const at = tensor1d(indices, 'int32');
      try {
        return { ...mapBatch(data, (tensor) => gather(tensor, at)), owned: true };
      } finally {
        at.dispose();
      }
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
        if (!done) return toBatch(value, owned);
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
