import * as tf from '@tensorflow/tfjs-core';
import type { Row } from '../measure';
import { activate, leakyRelu } from '../reference/activations';
import {
  abs,
  add,
  clip,
  constant,
  cos,
  erf,
  exp,
  log,
  multiply,
  power,
  scale,
  shift,
  sin,
  smooth,
} from '../reference/arithmetic';
import { NdArray, zip } from '../reference/nd-array';
import type { Scalar } from '../reference/scalar';
import { binaryRows, reversedRows } from './binary-operations';
import { operation } from './operation';

const shape = [3, 5];

type Unary = readonly [tensor: (x: tf.Tensor) => tf.Tensor, reference: (x: Scalar) => Scalar];

const named = (name: string) => (x: Scalar) => activate(new NdArray([1], [x]), name).values[0]!;

const arcSine = smooth(
  Math.asin,
  (x) => (1 - x * x) ** -0.5,
  (x) => x * (1 - x * x) ** -1.5,
);

/** Functions of x·w, where that has any sign. */
const anywhere: Readonly<Record<string, Unary>> = {
  exp: [tf.exp, exp],
  expm1: [tf.expm1, (x) => shift(exp(x), -1)],
  square: [tf.square, (x) => power(x, 2)],
  'pow 2': [(x) => tf.pow(x, 2), (x) => power(x, 2)],
  'pow 3': [(x) => tf.pow(x, 3), (x) => power(x, 3)],
  abs: [(x) => tf.mul(tf.abs(x), x), (x) => multiply(abs(x), x)],
  neg: [(x) => tf.square(tf.neg(x)), (x) => power(x, 2)],
  reciprocal: [(x) => tf.reciprocal(tf.add(tf.square(x), 1)), (x) => power(shift(power(x, 2), 1), -1)],
  'clipByValue, squared': [(x) => tf.square(tf.clipByValue(x, -0.5, 1)), (x) => power(clip(x, -0.5, 1), 2)],
  sin: [tf.sin, sin],
  cos: [tf.cos, cos],
  erf: [tf.erf, erf],
  sinh: [tf.sinh, smooth(Math.sinh, Math.cosh, Math.sinh)],
  cosh: [tf.cosh, smooth(Math.cosh, Math.sinh, Math.cosh)],
  tan: [
    (x) => tf.tan(tf.tanh(x)),
    (x) =>
      smooth(
        Math.tan,
        (s) => Math.cos(s) ** -2,
        (s) => (2 * Math.tan(s)) / Math.cos(s) ** 2,
      )(named('tanh')(x)),
  ],
  asin: [(x) => tf.asin(tf.mul(tf.tanh(x), 0.9)), (x) => arcSine(scale(named('tanh')(x), 0.9))],
  acos: [
    (x) => tf.acos(tf.mul(tf.tanh(x), 0.9)),
    (x) => shift(scale(arcSine(scale(named('tanh')(x), 0.9)), -1), Math.PI / 2),
  ],
  atan: [
    tf.atan,
    smooth(
      Math.atan,
      (x) => 1 / (1 + x * x),
      (x) => (-2 * x) / (1 + x * x) ** 2,
    ),
  ],
  asinh: [
    tf.asinh,
    smooth(
      Math.asinh,
      (x) => (1 + x * x) ** -0.5,
      (x) => -x * (1 + x * x) ** -1.5,
    ),
  ],
  acosh: [
    (x) => tf.acosh(tf.add(tf.exp(x), 1.5)),
    (x) => {
      const arcHyperbolicCosine = smooth(
        Math.acosh,
        (y) => (y * y - 1) ** -0.5,
        (y) => -y * (y * y - 1) ** -1.5,
      );
      return arcHyperbolicCosine(shift(exp(x), 1.5));
    },
  ],
  atanh: [
    (x) => tf.atanh(tf.mul(tf.tanh(x), 0.9)),
    (x) => {
      const arcHyperbolicTangent = smooth(
        Math.atanh,
        (y) => 1 / (1 - y * y),
        (y) => (2 * y) / (1 - y * y) ** 2,
      );
      return arcHyperbolicTangent(scale(named('tanh')(x), 0.9));
    },
  ],
  tanh: [tf.tanh, named('tanh')],
  sigmoid: [tf.sigmoid, named('sigmoid')],
  softplus: [tf.softplus, named('softplus')],
  elu: [tf.elu, named('elu')],
  selu: [tf.selu, named('selu')],
  'relu, squared': [(x) => tf.square(tf.relu(x)), (x) => power(leakyRelu(x, 0), 2)],
  'relu6, squared': [(x) => tf.square(tf.relu6(tf.mul(x, 3))), (x) => power(clip(scale(x, 3), 0, 6), 2)],
  'leakyRelu, squared': [(x) => tf.square(tf.leakyRelu(x, 0.3)), (x) => power(leakyRelu(x, 0.3), 2)],
  'exp of what overflows, not chosen': [
    (x) => tf.where(tf.greater(x, 0), tf.square(x), tf.exp(tf.minimum(tf.mul(x, 100), 0))),
    (x) => (x.value > 0 ? power(x, 2) : exp(scale(x, 100))),
  ],
};

/** Functions of x·w, where that is positive. */
const positive: Readonly<Record<string, Unary>> = {
  log: [(x) => tf.square(tf.log(x)), (x) => power(log(x), 2)],
  log1p: [tf.log1p, (x) => log(shift(x, 1))],
  sqrt: [tf.sqrt, (x) => power(x, 0.5)],
  rsqrt: [tf.rsqrt, (x) => power(x, -0.5)],
  'reciprocal itself': [tf.reciprocal, (x) => power(x, -1)],
  'pow 0.3': [(x) => tf.pow(x, 0.3), (x) => power(x, 0.3)],
  'pow -1.7': [(x) => tf.pow(x, -1.7), (x) => power(x, -1.7)],
};

/** Functions that are constant but for steps, times (x·w)². */
const steps: Readonly<Record<string, readonly [(x: tf.Tensor) => tf.Tensor, (x: number) => number]>> = {
  step: [tf.step, (x) => (x > 0 ? 1 : 0)],
  'step with slope': [(x) => tf.step(x, 0.3), (x) => (x > 0 ? 1 : 0.3)],
  sign: [tf.sign, Math.sign],
  floor: [tf.floor, Math.floor],
  ceil: [tf.ceil, Math.ceil],
  round: [tf.round, Math.round],
  greater: [(x) => tf.cast(tf.greater(x, 0.1), 'float32'), (x) => Number(x > 0.1)],
  greaterEqual: [(x) => tf.cast(tf.greaterEqual(x, 0.1), 'float32'), (x) => Number(x >= 0.1)],
  less: [(x) => tf.cast(tf.less(x, 0.1), 'float32'), (x) => Number(x < 0.1)],
  lessEqual: [(x) => tf.cast(tf.lessEqual(x, 0.1), 'float32'), (x) => Number(x <= 0.1)],
  equal: [(x) => tf.add(tf.cast(tf.equal(x, 0.1), 'float32'), 1), () => 1],
  notEqual: [(x) => tf.cast(tf.notEqual(x, 0.1), 'float32'), () => 1],
  logicalAnd: [
    (x) => tf.cast(tf.logicalAnd(tf.greater(x, -1), tf.less(x, 1)), 'float32'),
    (x) => Number(x > -1 && x < 1),
  ],
  logicalOr: [
    (x) => tf.cast(tf.logicalOr(tf.less(x, -1), tf.greater(x, 0)), 'float32'),
    (x) => Number(x < -1 || x > 0),
  ],
  logicalXor: [
    (x) => tf.cast(tf.logicalXor(tf.less(x, 1), tf.greater(x, 0)), 'float32'),
    (x) => Number(x < 1 !== x > 0),
  ],
  logicalNot: [(x) => tf.cast(tf.logicalNot(tf.greater(x, 0)), 'float32'), (x) => Number(!(x > 0))],
  zerosLike: [(x) => tf.add(tf.zerosLike(x), 1), () => 1],
  onesLike: [tf.onesLike, () => 1],
  isFinite: [(x) => tf.cast(tf.isFinite(x), 'float32'), () => 1],
  isNaN: [(x) => tf.sub(1, tf.cast(tf.isNaN(x), 'float32')), () => 1],
  isInf: [(x) => tf.sub(1, tf.cast(tf.isInf(x), 'float32')), () => 1],
  'cast to int32': [(x) => tf.cast(tf.cast(x, 'int32'), 'float32'), Math.trunc],
};

function unaryRow(name: string, [tensor, reference]: Unary, positive = false): Row {
  return operation(name, {
    x: shape,
    weights: [shape],
    positive,
    tensor: (x, w) => tensor(tf.mul(x, w!)),
    reference: (x, w) => zip(x, w!, multiply).map(reference),
  });
}

export const elementwiseRows: readonly Row[] = [
  ...Object.entries(anywhere).map(([name, functions]) => unaryRow(name, functions)),
  ...Object.entries(positive).map(([name, functions]) => unaryRow(name, functions, true)),
  ...Object.entries(steps).map(([name, [tensor, reference]]) =>
    unaryRow(`${name} as a factor`, [
      (x) => tf.mul(tensor(x), tf.square(x)),
      (x) => multiply(constant(reference(x.value)), power(x, 2)),
    ]),
  ),
  {
    ...unaryRow('floorDiv as a factor', [
      (x) => tf.mul(tf.add(tf.floorDiv(x, 0.4), 0.5), tf.square(x)),
      (x) => multiply(constant(Math.floor(x.value / Math.fround(0.4)) + 0.5), power(x, 2)),
    ]),
    wrong: { backends: ['webgl'], reason: 'tfjs: FloorDiv cuts what it divides' },
  },
  ...binaryRows,
  ...reversedRows,
  operation('where, by a comparison with a weight', {
    x: shape,
    weights: [shape, [5]],
    tensor: (x, w, v) => {
      const product = tf.mul(x, w!);
      return tf.where(tf.greater(product, v!), tf.square(product), tf.mul(product, v!));
    },
    reference: (x, w, v) =>
      zip(zip(x, w!, multiply), v!, (a, b) => (a.value > b.value ? power(a, 2) : multiply(a, b))),
  }),
  operation('addN', {
    x: shape,
    weights: [shape],
    tensor: (x, w) => tf.square(tf.addN([tf.mul(x, w!), x, w!])),
    reference: (x, w) => zip(x, w!, (a, b) => power(add(multiply(a, b), add(a, b)), 2)),
  }),
  operation('pow 2 where the base is 0', {
    x: shape,
    weights: [shape],
    tensor: (x, w) => tf.pow(tf.mul(tf.relu(x), w!), 2),
    reference: (x, w) =>
      zip(
        x.map((value) => leakyRelu(value, 0)),
        w!,
        multiply,
      ).map((value) => power(value, 2)),
  }),
  operation('pow 1 where the base is 0', {
    x: shape,
    weights: [shape],
    tensor: (x, w) => tf.mul(tf.pow(tf.relu(x), 1), tf.square(w!)),
    reference: (x, w) =>
      zip(
        x.map((value) => leakyRelu(value, 0)),
        w!,
        (a, b) => multiply(a, power(b, 2)),
      ),
  }),
];
