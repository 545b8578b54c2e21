import * as tf from '@tensorflow/tfjs-core';
import type { Row } from '../measure';
import { activate, softmax } from '../reference/activations';
import { constant, exp, largest, log, mean, multiply, power, smallest, total } from '../reference/arithmetic';
import { NdArray, zip } from '../reference/nd-array';
import { momentsOf, normalize } from '../reference/normalization';
import type { Scalar } from '../reference/scalar';
import { linearOperation, operation } from './operation';

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

/** Labels that don't sum to 1, and that move with x as the logits do. */
const crossEntropy = operation('softmaxCrossEntropy', {
  x: [3, 4],
  weights: [
    [3, 4],
    [3, 4],
  ],
  tensor: (x, w, v) => {
    const [logits, labels] = [tf.mul(x, w!), tf.square(tf.mul(x, v!))];
    return tf.square(tf.losses.softmaxCrossEntropy(labels, logits, undefined, 0, tf.Reduction.NONE));
  },
  reference: (x, w, v) => {
    const logProbabilities = softmax(zip(x, w!, multiply), 1).map(log);
    return square(zip(square(zip(x, v!, multiply)), logProbabilities, multiply).reduce([1], total));
  },
});

/** Of a batch by its own mean and variance, without a scale and without an offset. */
const bareNormalizations = [
  { name: 'batchNorm without scale and offset', weights: [[4, 3]], hasScale: false },
  { name: 'batchNorm without offset', weights: [[4, 3], [3]], hasScale: true },
].map(({ name, weights, hasScale }) =>
  operation(name, {
    x: [4, 3],
    weights,
    tensor: (x, w, scale) => {
      const product = tf.mul(x, w!);
      const { mean, variance } = tf.moments(product, 0);
      return tf.tanh(tf.batchNorm(product, mean, variance, undefined, hasScale ? scale : undefined, 1e-3));
    },
    reference: (x, w, scale) => {
      const product = zip(x, w!, multiply);
      const ones = NdArray.from([3], () => constant(1));
      const zeros = NdArray.from([3], () => constant(0));
      const normalized = normalize(product, momentsOf(product, [0]), [hasScale ? scale! : ones, zeros], 1e-3);
      return activate(normalized, 'tanh');
    },
  }),
);

export const reductionRows: readonly Row[] = [
  ...overAxes,
  ...choiceRows,
  crossEntropy,
  ...bareNormalizations,
];
