import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from 'gan-core/backends';
import type { NdArray } from './reference/nd-array';
import { type Penalty, penaltyGradients } from './reference/penalties';

/** A function D(x, weights), in tfjs and in float64. */
export interface Subject {
  readonly x: tf.Tensor;
  readonly weights: readonly tf.Variable[];
  discriminate(x: tf.Tensor): tf.Tensor;
  reference(x: NdArray, weights: readonly NdArray[]): NdArray;
  dispose(): void;
}

/** What a table of subjects is made of. */
export interface Row {
  readonly name: string;
  /** Backends where tfjs's own kernel is wrong, so that the row can't be right. */
  readonly wrong?: { readonly backends: readonly BackendName[]; readonly reason: string } | undefined;
  prepare(): Subject;
}

/** The worst relative error allowed. */
export const bound = 1e-5;

export type Scope = (work: () => tf.Scalar) => tf.Scalar;

/**
 * How far tfjs's d/dw of a penalty on ∇ₓ Σ D(x) is from the float64 one: the largest difference over all weights, over
 * the largest derivative.
 *
 * @param scope - runs the forward pass and the inner gradient: withSecondOrderGradients, or nothing
 */
export async function relativeError(subject: Subject, penalty: Penalty, scope: Scope): Promise<number> {
  const actual = await tensorGradients(subject, penalty, scope);
  const weights: { shape: number[]; values: ArrayLike<number> }[] = [];
  for (const weight of subject.weights) weights.push({ shape: weight.shape, values: await weight.data() });
  const expected = penaltyGradients(
    (x, weights) => subject.reference(x, weights),
    { shape: subject.x.shape, values: await subject.x.data() },
    weights,
    penalty,
  );
  const largest = Math.max(...expected.flat().map(Math.abs));
  if (!(largest > 1e-6)) throw new Error('The float64 derivatives vanish: this row would show nothing.');
  const differences = expected.flatMap((values, index) =>
    values.map((value, place) => Math.abs(value - actual[index]![place]!)),
  );
  return Math.max(...differences) / largest;
}

async function tensorGradients({ x, weights, discriminate }: Subject, penalty: Penalty, scope: Scope) {
  const gradients = tf.tidy(() => {
    const { grads } = tf.variableGrads(
      () => scope(() => penalty.tensor(tf.grad((input) => tf.sum(discriminate(input)))(x))),
      [...weights],
    );
    return weights.map(({ name, shape }) => tf.keep(grads[name] ?? tf.zeros(shape)));
  });
  const values: Float32Array[] = [];
  for (const gradient of gradients) values.push((await gradient.data()) as Float32Array);
  tf.dispose(gradients);
  return values;
}
