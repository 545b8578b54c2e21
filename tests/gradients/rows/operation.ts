import * as tf from '@tensorflow/tfjs-core';
import type { Row } from '../measure';
import { randomValues } from '../random-values';
import { constant, multiply } from '../reference/arithmetic';
import { NdArray, zip } from '../reference/nd-array';

interface OperationOptions {
  readonly x: readonly number[];
  readonly weights: readonly (readonly number[])[];
  /** Whether x and the weights lie between 0.5 and 1.5; else they are normal. */
  readonly positive?: boolean;
  readonly tensor: (x: tf.Tensor, ...weights: tf.Tensor[]) => tf.Tensor;
  readonly reference: (x: NdArray, ...weights: NdArray[]) => NdArray;
  readonly wrong?: Row['wrong'];
}

/** A row whose D is a function of x and weights, written for tfjs and again in float64. */
export function operation(name: string, options: OperationOptions): Row {
  const { x, weights, positive = false, tensor, reference, wrong } = options;
  const prepare = () => {
    const random = randomValues(1);
    const make = (shape: readonly number[]) => {
      const size = tf.util.sizeFromShape([...shape]);
      return tf.tensor(positive ? random.positive(size) : random.normal(size), [...shape]);
    };
    const samples = make(x);
    const variables = weights.map((shape) => {
      const initial = make(shape);
      const variable = tf.variable(initial);
      initial.dispose();
      return variable;
    });
    return {
      x: samples,
      weights: variables,
      discriminate: (input: tf.Tensor) => tensor(input, ...variables),
      reference: (input: NdArray, values: readonly NdArray[]) => reference(input, ...values),
      dispose: () => tf.dispose([samples, variables]),
    };
  };
  return { name, prepare, wrong };
}

/**
 * A row for an operation that moves or sums values: D = Σ (op(x·w)·v)², so that each place of its result counts
 * differently, and first derivatives reach it from both sides.
 */
export function linearOperation(
  name: string,
  x: readonly number[],
  tensor: (product: tf.Tensor) => tf.Tensor,
  reference: (product: NdArray) => NdArray,
  wrong?: Row['wrong'],
): Row {
  const { shape } = reference(NdArray.from(x, () => constant(0)));
  return operation(name, {
    x,
    weights: [x, shape],
    wrong,
    tensor: (input, w, v) => tf.square(tf.mul(tensor(tf.mul(input, w!)), v!)),
    reference: (input, w, v) => {
      const product = zip(reference(zip(input, w!, multiply)), v!, multiply);
      return zip(product, product, multiply);
    },
  });
}
