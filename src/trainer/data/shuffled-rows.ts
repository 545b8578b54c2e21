import { dispose, gather, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors';
import { type Random, type RandomState, shuffle } from '../../random';
import type { BatchForm } from './batch-form';
import type { BatchSource } from './batch-source';
import type { DataPosition } from './data-position';
import { refusePosition } from './refuse-position';

/**
 * Batches of the rows of tensors, shuffled anew each epoch.
 *
 * @param at - the place to go on from, where there is one
 */
export function shuffledRows<B extends object>(
  whole: B,
  form: BatchForm<B>,
  batchSize: number,
  random: Random,
  at: DataPosition | undefined,
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
  if (at) {
    const isRows = at.kind === 'rows' && at.order.length === rows && at.batchSize === size;
    if (!isRows) throw refusePosition(at, `${rows} rows in batches of ${size}`);
    order.set(at.order);
    taken = at.taken;
  }
  // The order is copied only where it changes within a step, not in every one.
  let marked: { taken: number; random: RandomState; order?: Int32Array };
  const mark = () => {
    marked = { taken, random: random.save() };
  };
  mark();
  return {
    next() {
      checkNotDisposed();
      if (taken + size > rows) {
        marked.order ??= order.slice();
        shuffle(order, random);
        taken = 0;
      }
      const places = tensor1d(order.slice(taken, taken + size), 'int32');
      taken += size;
      try {
        const batch = form.map(whole, (tensor: Tensor) => gather(tensor, places));
        return { ...batch, release: () => dispose([...form.tensorsOf(batch)]) };
      } finally {
        places.dispose();
      }
    },
    mark,
    position: () => ({ kind: 'rows', batchSize: size, ...marked, order: marked.order ?? order.slice() }),
    close() {},
  };
}
