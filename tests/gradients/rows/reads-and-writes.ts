import * as tf from '@tensorflow/tfjs-core';
import { stopGradient } from 'gan-core/gradients';
import type { Row } from '../measure';
import { add, constant, multiply, scale, shift, total } from '../reference/arithmetic';
import { NdArray } from '../reference/nd-array';
import { range } from '../reference/range';
import type { Scalar } from '../reference/scalar';
import { linearOperation } from './operation';

const whole = (values: number[], shape: number[]) => tf.tensor(values, shape, 'int32');
const product = (factors: readonly Scalar[]) => factors.reduce(multiply, constant(1));

/** The product of the factors that `inside` picks, for each place along an axis. */
const products = (x: NdArray, axis: number, inside: (other: number, own: number) => boolean) =>
  NdArray.from(x.shape, (at) =>
    product(
      range(x.shape[axis]!)
        .filter((other) => inside(other, at[axis]!))
        .map((other) => x.at(at.map((index, each) => (each === axis ? other : index)))),
    ),
  );

const zeros = [1, 4, 6, 15];
/** x with some values brought to exactly 0, each with its slope of 1: two in one row, so that only their mixed derivative is left. */
const withZeros = (x: tf.Tensor) => {
  const mask = range(16).map((place) => Number(zeros.includes(place)));
  return tf.sub(x, tf.mul(stopGradient(x), tf.tensor2d(mask, [4, 4])));
};
const zeroed = (x: NdArray) =>
  new NdArray(
    x.shape,
    x.values.map((each, place) => (zeros.includes(place) ? shift(each, -each.value) : each)),
  );

// Square: tfjs's cumprod on webgpu keeps the length that it was first compiled for.
const productRows: readonly Row[] = [0, 1].flatMap((axis) => [
  linearOperation(
    `cumprod along ${axis}`,
    [4, 4],
    (x) => tf.cumprod(x, axis),
    (x) => products(x, axis, (other, own) => other <= own),
  ),
  linearOperation(
    `cumprod along ${axis}, exclusive and reversed`,
    [4, 4],
    (x) => tf.cumprod(x, axis, true, true),
    (x) => products(x, axis, (other, own) => other > own),
  ),
  linearOperation(
    `cumprod along ${axis} over zeros`,
    [4, 4],
    (x) => tf.cumprod(withZeros(x), axis),
    (x) => products(zeroed(x), axis, (other, own) => other <= own),
  ),
  linearOperation(
    `1 and prod along ${axis} over zeros`,
    [4, 4],
    (x) => tf.add(tf.prod(withZeros(x), axis), 1),
    (x) => zeroed(x).reduce([axis], (factors) => shift(product(factors), 1)),
  ),
]);

const productsOverAxes: readonly Row[] = [[0, 2], [1], [-1]].flatMap((axes) =>
  [false, true].map((keepDims) =>
    linearOperation(
      `prod over ${axes.join(' and ')}${keepDims ? ', kept' : ''}`,
      [2, 3, 2],
      (x) => tf.prod(tf.mul(x, 3), axes, keepDims),
      (x) =>
        x
          .map((value) => scale(value, 3))
          .reduce(
            axes.map((axis) => (axis + 3) % 3),
            product,
            keepDims,
          ),
    ),
  ),
);

/** The k largest of each row, the largest first. */
const largestOf = (x: NdArray, k: number) =>
  NdArray.from([x.shape[0]!, k], ([row, place]) => {
    const values = range(x.shape[1]!).map((column) => x.at([row!, column]));
    return values.sort((left, right) => right.value - left.value)[place!]!;
  });

const choiceRows: readonly Row[] = [
  linearOperation(
    'topk',
    [3, 5],
    (x) => tf.topk(x, 2).values,
    (x) => largestOf(x, 2),
  ),
  linearOperation(
    'topk of a list',
    [6],
    (x) => tf.topk(x, 3).values,
    (x) => largestOf(x.reshape([1, 6]), 3).reshape([3]),
  ),
  linearOperation(
    'gather by the indices of topk',
    [6],
    (x) => tf.gather(x, tf.topk(x, 3).indices),
    (x) => largestOf(x.reshape([1, 6]), 3).reshape([3]),
  ),
  linearOperation(
    'unsortedSegmentSum by indices that were computed',
    [6],
    (x) => tf.unsortedSegmentSum(x, tf.cast(tf.greater(x, 0), 'int32') as tf.Tensor1D, 2),
    (x) =>
      NdArray.from([2], ([side]) =>
        total([constant(0), ...x.values.filter(({ value }) => Number(value > 0) === side)]),
      ),
  ),
  linearOperation(
    'a mask by any and all',
    [3, 4],
    (x) =>
      tf.mul(
        x,
        tf.cast(tf.logicalAnd(tf.any(tf.greater(x, 0)), tf.logicalNot(tf.all(tf.less(x, 0)))), 'float32'),
      ),
    (x) => x,
  ),
];

const indexRows: readonly Row[] = [
  linearOperation(
    'gatherND of numbers',
    [3, 3],
    (x) => tf.gatherND(x, whole([2, 1, 0, 0, 2, 1], [3, 2])),
    (x) =>
      NdArray.from([3], ([row]) =>
        x.at(
          [
            [2, 1],
            [0, 0],
            [2, 1],
          ][row!]!,
        ),
      ),
  ),
  linearOperation(
    'gatherND of rows',
    [3, 2],
    (x) => tf.gatherND(x, whole([2, 0, 2], [3, 1])),
    (x) => NdArray.from([3, 2], ([row, column]) => x.at([[2, 0, 2][row!]!, column!])),
  ),
  linearOperation(
    'gather with batches',
    [2, 3],
    (x) => tf.gather(x, whole([2, 2, 0, 1], [2, 2]), 1, 1),
    (x) =>
      NdArray.from([2, 2], ([row, column]) =>
        x.at([
          row!,
          [
            [2, 2],
            [0, 1],
          ][row!]![column!]!,
        ]),
      ),
  ),
  linearOperation(
    'scatterND, twice to one place',
    [3, 2],
    (x) => tf.scatterND(whole([3, 1, 3], [3, 1]), x, [4, 2]),
    (x) =>
      NdArray.from([4, 2], ([row, column]) => {
        if (row === 1) return x.at([1, column!]);
        return row === 3 ? add(x.at([0, column!]), x.at([2, column!])) : constant(0);
      }),
  ),
  linearOperation(
    'tensorScatterUpdate',
    [3, 3],
    (x) => tf.tensorScatterUpdate(x, whole([2, 0], [2, 1]), tf.slice(tf.square(x), 0, 2)),
    (x) =>
      NdArray.from([3, 3], ([row, column]) => {
        const written = [1, undefined, 0][row!];
        const value = x.at([written ?? row!, column!]);
        return written === undefined ? value : multiply(value, value);
      }),
  ),
  linearOperation(
    'sparseToDense',
    [4],
    (x) => tf.sparseToDense(whole([4, 1, 2], [3]), tf.slice(x, 0, 3), [6], tf.reshape(tf.slice(x, 3, 1), [])),
    (x) => NdArray.from([6], ([place]) => x.at([{ 4: 0, 1: 1, 2: 2 }[place!] ?? 3])),
  ),
  linearOperation(
    'diag',
    [3],
    (x) => tf.diag(x),
    (x) => NdArray.from([3, 3], ([row, column]) => (row === column ? x.at([row!]) : constant(0))),
  ),
  linearOperation(
    'stridedSlice, in steps, of one column',
    [5, 4],
    (x) => tf.stridedSlice(x, [0, 1], [5, 2], [2, 1], 0, 0, 0, 0, 2),
    (x) => NdArray.from([3], ([row]) => x.at([2 * row!, 1])),
  ),
  linearOperation(
    'stridedSlice, backward and with a new axis',
    [5, 4],
    (x) => tf.stridedSlice(x, [4, 0, 1], [0, 0, 4], [-2, 1, 2], 0, 0, 0, 2),
    (x) => NdArray.from([2, 1, 2], ([row, , column]) => x.at([4 - 2 * row!, 1 + 2 * column!])),
  ),
];

/** Operations that read or write at places that they are told, choose, or multiply. */
export const readAndWriteRows: readonly Row[] = [
  ...productRows,
  ...productsOverAxes,
  ...choiceRows,
  ...indexRows,
];
