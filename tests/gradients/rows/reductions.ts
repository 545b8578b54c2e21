import * as tf from '@tensorflow/tfjs-core';
import type { Row } from '../measure';
import { exp, largest, log, mean, power, smallest, total } from '../reference/arithmetic';
import type { NdArray } from '../reference/nd-array';
import type { Scalar } from '../reference/scalar';
import { linearOperation } from './operation';

const square = (x: NdArray) => x.map((value) => power(value, 2));
const reductions = {
  sum: [tf.sum, total],
  mean: [tf.mean, mean],
  max: [tf.max, largest],
  min: [tf.min, smallest],
  logSumExp: [tf.logSumExp, (values: Scalar[]) => log(total(values.map(exp)))],
  euclideanNorm: [
    (x: tf.Tensor, axes?: number[], keepDims?: boolean) => tf.norm(x, 'euclidean', axes, keepDims),
    (values: Scalar[]) => power(total(values.map((value) => power(value, 2))), 0.5),
  ],
} as const;

const overAxes = Object.entries(reductions).flatMap(([name, [tensor, f]]) =>
  [[0], [1], [2], [0, 2], [1, 2]].flatMap((axes) =>
    [false, true].map((keepDims) =>
      linearOperation(
        `${name} over ${axes.join(' and ')}${keepDims ? ', kept' : ''}`,
        [3, 3, 4],
        (x) => tensor(x, axes, keepDims),
        (x) => x.reduce(axes, f, keepDims),
      ),
    ),
  ),
);

const choices = { argMax: [tf.argMax, largest], argMin: [tf.argMin, smallest] } as const;

/** The chosen values, by a mask. */
const choiceRows = Object.entries(choices).map(([name, [choose, f]]) =>
  linearOperation(
    `${name} and oneHot`,
    [3, 4],
    (x) => tf.sum(tf.mul(tf.cast(tf.oneHot(choose(x, 1) as tf.Tensor1D, 4), 'float32'), tf.square(x)), 1),
    (x) => square(x.reduce([1], f)),
  ),
);

export const reductionRows: readonly Row[] = [...overAxes, ...choiceRows];
