import * as tf from '@tensorflow/tfjs-core';
import { add, divide, exp, log, multiply, power, scale, smooth, subtract } from '../reference/arithmetic';
import { zip } from '../reference/nd-array';
import type { Scalar } from '../reference/scalar';
import { operation } from './operation';

type Binary = readonly [
  tensor: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  reference: (a: Scalar, b: Scalar) => Scalar,
];

/** Functions of two operands that are both made from x and weights, squared. */
const binary: Readonly<Record<string, Binary>> = {
  add: [tf.add, add],
  sub: [tf.sub, subtract],
  mul: [tf.mul, multiply],
  div: [tf.div, divide],
  maximum: [tf.maximum, (a, b) => (a.value > b.value ? a : b)],
  minimum: [tf.minimum, (a, b) => (a.value < b.value ? a : b)],
  pow: [tf.pow, (a, b) => exp(multiply(b, log(a)))],
  mod: [tf.mod, (a, b) => subtract(a, scale(b, Math.floor(a.value / b.value)))],
  atan2: [
    tf.atan2,
    (a, b) =>
      smooth(
        Math.atan,
        (x) => 1 / (1 + x * x),
        (x) => (-2 * x) / (1 + x * x) ** 2,
      )(divide(a, b)),
  ],
  squaredDifference: [tf.squaredDifference, (a, b) => power(subtract(a, b), 2)],
  prelu: [tf.prelu as Binary[0], (a, b) => (a.value > 0 ? a : multiply(a, b))],
};

const broadcasts = {
  'of one shape': { first: [3, 5], second: [3, 5] },
  'of a vector': { first: [3, 5], second: [5] },
  'of a column': { first: [3, 5], second: [3, 1] },
  'with a scalar': { first: [3, 5], second: [] },
} as const;

/** x in the first operand, weights in the second. */
export const binaryRows = Object.entries(binary).flatMap(([name, [tensor, reference]]) =>
  Object.entries(broadcasts).map(([kind, { first, second }]) =>
    operation(`${name} ${kind}`, {
      x: first,
      weights: [first, second],
      positive: name !== 'prelu',
      tensor: (x, w, v) => tf.square(tensor(tf.mul(x, w!), v!)),
      reference: (x, w, v) => zip(zip(x, w!, multiply), v!, reference).map((value) => power(value, 2)),
    }),
  ),
);

/** x in the second operand, broadcast over the weights in the first. */
export const reversedRows = Object.entries(binary)
  .filter(([name]) => name !== 'prelu')
  .map(([name, [tensor, reference]]) =>
    operation(`${name}, x as the second operand`, {
      x: [3, 1],
      weights: [
        [3, 5],
        [3, 1],
      ],
      positive: true,
      tensor: (x, w, v) => tf.square(tensor(w!, tf.mul(x, v!))),
      reference: (x, w, v) => zip(w!, zip(x, v!, multiply), reference).map((value) => power(value, 2)),
    }),
  );
