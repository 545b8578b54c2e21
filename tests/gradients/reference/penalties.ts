import * as tf from '@tensorflow/tfjs-core';
import { total } from './arithmetic';
import { NdArray } from './nd-array';

/** A function of the gradients ∇ₓ Σ D(x) of a batch: in tfjs, and by its own derivative in float64. */
export interface Penalty {
  readonly name: string;
  readonly tensor: (gradients: tf.Tensor) => tf.Scalar;
  readonly derivative: (gradients: readonly number[], batch: number) => number[];
}

/** Σ ‖∇ₓD‖². */
export const r1: Penalty = {
  name: 'R1',
  tensor: (gradients) => tf.sum(tf.square(gradients)),
  derivative: (gradients) => gradients.map((gradient) => 2 * gradient),
};

/** Keeps the norm smooth where a sample's gradient is 0. */
const epsilon = 1e-4;

/** Mean of (√(‖∇ₓD‖² + ε) − 1)². */
export const wassersteinGp: Penalty = {
  name: 'WGAN-GP',
  tensor: (gradients) => {
    const squares = tf.sum(tf.square(tf.reshape(gradients, [gradients.shape[0]!, -1])), 1);
    const norms = tf.sqrt(tf.add(squares, epsilon));
    return tf.mean(tf.square(tf.sub(norms, 1)));
  },
  derivative: (gradients, batch) => {
    const size = gradients.length / batch;
    const norms = Array.from({ length: batch }, (_, sample) =>
      Math.hypot(...gradients.slice(sample * size, (sample + 1) * size), Math.sqrt(epsilon)),
    );
    return gradients.map((gradient, index) => {
      const norm = norms[Math.floor(index / size)]!;
      return (2 / batch) * (norm - 1) * (gradient / norm);
    });
  },
};

/** Shape and values of a tensor, as float64. */
export interface Values {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/**
 * d/dw of φ(∇ₓS(x, w)) for each w, where S = Σ `f`: with u = φ′(∇ₓS), it is the derivative of ∇w S as x moves along u.
 */
export function penaltyGradients(
  f: (x: NdArray, weights: NdArray[]) => NdArray,
  x: Values,
  weights: readonly Values[],
  penalty: Penalty,
): number[][] {
  const run = (tangents?: readonly number[]) => {
    const xs = NdArray.leaves(x.shape, x.values, tangents);
    const ws = weights.map(({ shape, values }) => NdArray.leaves(shape, values));
    total(f(xs, ws).values).backward();
    return { xs, ws };
  };
  const gradients = run().xs.values.map(({ adjoint }) => adjoint);
  const { ws } = run(penalty.derivative(gradients, x.shape[0]!));
  return ws.map(({ values }) => values.map(({ adjointTangent }) => adjointTangent));
}
