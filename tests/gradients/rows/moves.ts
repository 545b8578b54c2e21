import * as tf from '@tensorflow/tfjs-core';
import type { Row } from '../measure';
import { softmax } from '../reference/activations';
import { constant, log, multiply, power, total } from '../reference/arithmetic';
import { concatenate, NdArray } from '../reference/nd-array';
import { range } from '../reference/range';
import { linearOperation } from './operation';

const square = (x: NdArray) => x.map((value) => power(value, 2));
const place = (size: number, index: number) => ((index % size) + size) % size;

const gathered = (x: NdArray, indices: number[], axis: number) =>
  NdArray.from(
    x.shape.map((size, other) => (other === axis ? indices.length : size)),
    (at) => x.at(at.map((index, other) => (other === axis ? indices[index]! : index))),
  );
const padded = (x: NdArray, pads: [number, number][], outside: number) =>
  NdArray.from(
    x.shape.map((size, axis) => size + pads[axis]![0] + pads[axis]![1]),
    (at) => {
      const own = at.map((index, axis) => index - pads[axis]![0]);
      return own.every((index, axis) => index >= 0 && index < x.shape[axis]!) ? x.at(own) : constant(outside);
    },
  );
const cumulated = (x: NdArray, axis: number, inside: (other: number, own: number) => boolean) =>
  NdArray.from(x.shape, (at) =>
    total([
      constant(0),
      ...range(x.shape[axis]!)
        .filter((other) => inside(other, at[axis]!))
        .map((other) => x.at(at.map((index, each) => (each === axis ? other : index)))),
    ]),
  );

const pads: [number, number][] = [
  [1, 2],
  [0, 1],
];

/** Operations that move values, or add them up, without changing them. */
export const movingRows: readonly Row[] = [
  linearOperation(
    'tile',
    [2, 3],
    (x) => tf.tile(x, [2, 3]),
    (x) => NdArray.from([4, 9], ([row, column]) => x.at([row! % 2, column! % 3])),
  ),
  linearOperation(
    'tile in five dimensions',
    [1, 2, 1, 2, 3],
    (x) => tf.tile(x, [2, 1, 3, 2, 1]),
    (x) =>
      NdArray.from([2, 2, 3, 4, 3], ([, second, , fourth, fifth]) =>
        x.at([0, second!, 0, fourth! % 2, fifth!]),
      ),
  ),
  linearOperation(
    'unstack, split and stack of one part',
    [1, 3],
    (x) => tf.stack([tf.split(tf.unstack(x)[0]!, 1)[0]!, tf.split(tf.unstack(x)[0]!, [3])[0]!]),
    (x) => NdArray.from([2, 3], ([, column]) => x.at([0, column!])),
  ),
  linearOperation(
    'stack',
    [2, 3],
    (x) => tf.stack([x, tf.square(x), x], 1),
    (x) => {
      const parts = [x, square(x), x].map((part) => part.reshape([2, 1, 3]));
      return concatenate(parts, 1);
    },
  ),
  linearOperation(
    'unstack',
    [3, 4],
    (x) => {
      const [first, , last] = tf.unstack(x, 1);
      return tf.mul(first!, last!);
    },
    (x) => NdArray.from([3], ([row]) => multiply(x.at([row!, 0]), x.at([row!, 2]))),
  ),
  linearOperation(
    'concat',
    [2, 3],
    (x) => tf.concat([x, tf.square(x)], 1),
    (x) => concatenate([x, square(x)], 1),
  ),
  linearOperation(
    'split',
    [2, 5],
    (x) => {
      const [first, last] = tf.split(x, [2, 3], 1);
      return tf.matMul(first!, last!, true);
    },
    (x) =>
      NdArray.from([2, 3], ([row, column]) =>
        total(range(2).map((index) => multiply(x.at([index, row!]), x.at([index, column! + 2])))),
      ),
  ),
  linearOperation(
    'slice',
    [3, 4],
    (x) => tf.slice(x, [1, 0], [2, 3]),
    (x) => NdArray.from([2, 3], ([row, column]) => x.at([row! + 1, column!])),
  ),
  linearOperation(
    'pad',
    [2, 3],
    (x) => tf.pad(x, pads),
    (x) => padded(x, pads, 0),
  ),
  linearOperation(
    'pad with a number',
    [2, 3],
    (x) => tf.pad(x, pads, 2),
    (x) => padded(x, pads, 2),
  ),
  ...[0, 1].map((axis) =>
    linearOperation(
      `gather along ${axis}, with repeats`,
      [3, 3],
      (x) => tf.gather(x, tf.tensor1d([2, 0, 2, 2], 'int32'), axis),
      (x) => gathered(x, [2, 0, 2, 2], axis),
    ),
  ),
  linearOperation(
    'gather with a matrix of indices',
    [3, 2],
    (x) =>
      tf.gather(
        x,
        tf.tensor2d(
          [
            [2, 0],
            [0, 0],
          ],
          [2, 2],
          'int32',
        ),
      ),
    (x) => gathered(x, [2, 0, 0, 0], 0).reshape([2, 2, 2]),
  ),
  linearOperation(
    'unsortedSegmentSum',
    [4, 2],
    (x) => tf.unsortedSegmentSum(x, tf.tensor1d([1, 0, 1, 2], 'int32'), 3),
    (x) => {
      const segments = [[1], [0, 2], [3]];
      return NdArray.from([3, 2], ([row, column]) =>
        total(segments[row!]!.map((index) => x.at([index, column!]))),
      );
    },
  ),
  linearOperation(
    'reshape, expandDims and squeeze',
    [3, 4],
    (x) => tf.squeeze(tf.expandDims(tf.reshape(x, [2, 6]), 1)),
    (x) => x.reshape([2, 6]),
  ),
  linearOperation(
    'transpose',
    [2, 3, 4],
    (x) => tf.transpose(x, [2, 0, 1]),
    (x) => x.permute([2, 0, 1]),
  ),
  linearOperation(
    'reverse',
    [3, 4],
    (x) => tf.reverse(x, [1]),
    (x) => NdArray.from([3, 4], ([row, column]) => x.at([row!, 3 - column!])),
  ),
  linearOperation(
    'broadcastTo',
    [3, 1],
    (x) => tf.broadcastTo(x, [2, 3, 4]),
    (x) => NdArray.from([2, 3, 4], ([, row]) => x.at([row!, 0])),
  ),
  linearOperation(
    'clone and cast',
    [2, 3],
    (x) => tf.cast(tf.clone(x), 'float32'),
    (x) => x,
  ),
  linearOperation(
    'spaceToBatchND',
    [1, 4, 4, 1],
    (x) =>
      tf.spaceToBatchND(
        x,
        [2, 2],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    (x) =>
      NdArray.from([4, 2, 2, 1], ([block, row, column]) =>
        x.at([0, 2 * row! + Math.floor(block! / 2), 2 * column! + (block! % 2), 0]),
      ),
  ),
  linearOperation(
    'batchToSpaceND',
    [4, 2, 2, 1],
    (x) =>
      tf.batchToSpaceND(
        x,
        [2, 2],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    (x) =>
      NdArray.from([1, 4, 4, 1], ([, row, column]) =>
        x.at([2 * (row! % 2) + (column! % 2), Math.floor(row! / 2), Math.floor(column! / 2), 0]),
      ),
  ),
  ...[0, 1].flatMap((axis) => [
    linearOperation(
      `cumsum along ${axis}`,
      [3, 3],
      (x) => tf.cumsum(x, axis),
      (x) => cumulated(x, axis, (other, own) => other <= own),
    ),
    linearOperation(
      `cumsum along ${axis}, exclusive and reversed`,
      [3, 3],
      (x) => tf.cumsum(x, axis, true, true),
      (x) => cumulated(x, axis, (other, own) => other > own),
    ),
  ]),
  linearOperation(
    'softmax',
    [3, 4],
    (x) => tf.softmax(x),
    (x) => softmax(x, 1),
  ),
  linearOperation(
    'logSoftmax',
    [3, 4],
    (x) => tf.logSoftmax(x),
    (x) => softmax(x, 1).map(log),
  ),
  linearOperation(
    'roll by concat of slices',
    [3, 4],
    (x) => tf.concat([tf.slice(x, [0, 1], [3, 3]), tf.slice(x, [0, 0], [3, 1])], 1),
    (x) => NdArray.from([3, 4], ([row, column]) => x.at([row!, place(4, column! + 1)])),
  ),
];
