import { dispose } from '@tensorflow/tfjs-core';
import type { Random } from '../../random';
import type { Batch } from './batch';
import type { BatchForm } from './batch-form';
import type { BatchSource } from './batch-source';
import type { DataPosition } from './data-position';
import { refusePosition } from './refuse-position';
import { type DatasetIterator, RepeatedPasses } from './repeated-passes';
import { shuffledRows } from './shuffled-rows';

/** A dataset of tfjs-data, told by its `iterator()`. */
export interface DatasetLike {
  /** A fresh pass over the data. */
  iterator(): Promise<DatasetIterator>;
}

/** Data that come to their place in a resumed run quickly. */
interface SeekableData {
  /** Whether what a pass gives depends on how many were opened before, not on how far they were gone through. */
  readonly ordersAtOpening?: boolean;
}

/** Sources of batches, but for one batch of all samples. */
type Source =
  | { sample(count: number, random: Random): unknown }
  | DatasetLike
  | Iterable<unknown>
  | AsyncIterable<unknown>;

/**
 * Opens data of any form; what is none must have been refused.
 *
 * @param at - the place to go on from, where there is one
 */
export function openData<B extends object>(
  data: object,
  form: BatchForm<B>,
  batchSize: number,
  random: Random,
  at?: DataPosition,
): BatchSource<B> {
  const whole = form.wholeOf(data);
  if (whole) return shuffledRows(whole, form, batchSize, random, at);
  const source = data as Source;
  if ('sample' in source) {
    if (at && at.kind !== 'sampler') throw refusePosition(at, 'a sampler');
    let marked = random.save();
    return {
      next: () => toBatch(source.sample(batchSize, random), form, true),
      mark() {
        marked = random.save();
      },
      position: () => ({ kind: 'sampler', random: marked }),
      close() {},
    };
  }
  const isDataset = 'iterator' in source;
  const open = isDataset
    ? () => source.iterator()
    : Symbol.asyncIterator in source
      ? () => source[Symbol.asyncIterator]()
      : () => source[Symbol.iterator]();
  // What a dataset of tfjs-data makes is ours, all else its maker's.
  const ordersAtOpening = isDataset || Array.isArray(data) || (data as SeekableData).ordersAtOpening === true;
  const batchOf = (value: unknown) => toBatch(value, form, isDataset);
  return new RepeatedPasses({ data, open, toBatch: batchOf, ordersAtOpening, random }, at);
}

function toBatch<B extends object>(value: unknown, form: BatchForm<B>, owned: boolean): Batch<B> {
  const batch = form.batchOf(value);
  return { ...batch, release: () => void (owned && dispose([...form.tensorsOf(batch)])) };
}
