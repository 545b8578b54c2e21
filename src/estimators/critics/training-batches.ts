import { type Random, shuffle } from '../../random';
import { firstIndices } from '../samples/indices';
import type { CriticInputs } from './evaluate-critic';

/** Samples of one side for a training step. */
export interface Batch {
  readonly samples: Float32Array;
  readonly shape: [rows: number, dimension: number];
  readonly base: Float32Array | undefined;
}

/** Batches without end: every sample once, then again in another order. A remainder too small for a batch is left out. */
export function batchesOf({ samples, base }: CriticInputs, size: number, random: Random): () => Batch {
  const { values, count, dimension } = samples;
  const rows = Math.min(size, count);
  const order = firstIndices(count);
  shuffle(order, random);
  let next = 0;
  return () => {
    if (next + rows > count) {
      shuffle(order, random);
      next = 0;
    }
    const taken = order.subarray(next, next + rows);
    next += rows;
    const batch = new Float32Array(rows * dimension);
    taken.forEach((index, row) => {
      batch.set(values.subarray(index * dimension, (index + 1) * dimension), row * dimension);
    });
    return {
      samples: batch,
      shape: [rows, dimension],
      base: base && Float32Array.from(taken, (index) => base[index]!),
    };
  };
}
