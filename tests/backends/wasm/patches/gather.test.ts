import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/random';
import { expect, test } from 'vitest';
import { describeOnBackends } from '../../../support/backends';
import { draw } from '../kernel-calls';

interface Gather {
  readonly batches: number[];
  readonly blocks: number[];
  readonly rows: number;
  readonly slice: number[];
  readonly taken: number[];
}

const shapes: Gather[] = [
  { batches: [2], blocks: [], rows: 4, slice: [], taken: [3] }, // as many batches as indices is what tfjs's kernel can do
  { batches: [3], blocks: [], rows: 4, slice: [], taken: [2] },
  { batches: [5], blocks: [], rows: 3, slice: [2], taken: [1] },
  { batches: [1], blocks: [], rows: 3, slice: [2], taken: [5] },
  { batches: [3], blocks: [2], rows: 5, slice: [3], taken: [7] },
  { batches: [2, 2], blocks: [], rows: 3, slice: [2], taken: [2] },
  { batches: [2, 3], blocks: [], rows: 3, slice: [], taken: [] },
  { batches: [2, 1, 3], blocks: [3], rows: 2, slice: [], taken: [2, 2] },
  { batches: [2, 3], blocks: [2], rows: 3, slice: [5], taken: [1, 4] },
  { batches: [], blocks: [2], rows: 3, slice: [5], taken: [1, 4] },
  { batches: [], blocks: [], rows: 3, slice: [], taken: [] },
];

const product = (shape: readonly number[]) => shape.reduce((size, length) => size * length, 1);

/** tf.gather as it is defined: result[batch, block, i, …] = x[batch, block, indices[batch, i], …]. */
function gathered(x: ArrayLike<number>, indices: ArrayLike<number>, shape: Gather): number[] {
  const [batches, blocks, slice, taken] = [shape.batches, shape.blocks, shape.slice, shape.taken].map(
    product,
  );
  const result: number[] = [];
  for (let batch = 0; batch < batches!; batch++)
    for (let block = 0; block < blocks!; block++)
      for (let i = 0; i < taken!; i++)
        for (let place = 0; place < slice!; place++) {
          const row = indices[batch * taken! + i]!;
          result.push(x[((batch * blocks! + block) * shape.rows + row) * slice! + place]!);
        }
  return result;
}

describeOnBackends('tf.gather', () => {
  test.each(shapes)('in $batches batches of $blocks x $rows x $slice, by $taken indices', (shape) => {
    const { batches, blocks, rows, slice, taken } = shape;
    const axis = batches.length + blocks.length;
    const random = createRandom(5);
    const indices = Array.from({ length: product([...batches, ...taken]) }, () => random.integer(rows));
    const places = tf.tensor(indices, [...batches, ...taken], 'int32');
    const inputShape = [...batches, ...blocks, rows, ...slice];
    const values = Array.from(draw(inputShape), (value) => Math.round(value * 9) + 0);
    for (const dtype of ['float32', 'int32', 'bool'] as const) {
      const input = values.map((value) => (dtype === 'bool' ? value & 1 : value));
      const x = tf.tensor(input, inputShape, dtype);
      for (const [along, dimensions] of [
        [axis, batches.length],
        [axis - inputShape.length, batches.length],
        ...(taken.length > 0 ? [[axis, -taken.length]] : []), // counted from the end of the indices
      ] as [number, number][]) {
        const before = tf.memory();
        const result = tf.gather(x, places, along, dimensions);
        expect([result.shape, result.dtype]).toEqual([[...batches, ...blocks, ...taken, ...slice], dtype]);
        expect(Array.from(result.dataSync())).toEqual(gathered(input, indices, shape));
        result.dispose();
        expect(tf.memory()).toMatchObject({
          numTensors: before.numTensors,
          numDataBuffers: before.numDataBuffers,
        });
      }
      x.dispose();
    }
    places.dispose();
  });

  test('of an empty tensor', () => {
    const none = tf.tensor1d([], 'int32');
    expect(tf.gather(tf.zeros([0, 3]), none).shape).toEqual([0, 3]);
    expect(tf.gather(tf.zeros([2, 3]), none, 1).shape).toEqual([2, 0]);
    expect(tf.gather(tf.zeros([2, 0, 3]), tf.zeros([2, 0], 'int32'), 1, 1).shape).toEqual([2, 0, 3]);
  });

  test('refuses indices beyond a row of the batch', () => {
    const x = tf.zeros([3, 4]);
    for (const wrong of [4, -1])
      expect(() => tf.gather(x, tf.tensor2d([0, 0, wrong, 0, 0, 0], [3, 2], 'int32'), 1, 1)).toThrow(
        `${wrong} is not in [0, 3]`,
      );
  });
});
