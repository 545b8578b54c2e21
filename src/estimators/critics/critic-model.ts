import { reshape, Tensor, Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';

/**
 * Critic or discriminator of your own, for an estimator: a network with one raw output (no sigmoid) for each
 * sample. A model of tfjs-layers fits; so does any object with these members, such as what the Trainer takes.
 */
export interface CriticModel {
  /** One number for each sample of a batch `[batch, dimension]`. `training` is true in a training step only. */
  apply(inputs: Tensor, kwargs?: { training?: boolean }): unknown;
  /** The weights that training moves. */
  readonly trainableWeights: readonly CriticWeight[];
  /** All weights, with those that aren't trained, such as moving averages. */
  readonly weights?: readonly CriticWeight[];
  /** Frees the weights; called only for a model that a factory made for the estimator. */
  dispose?(): unknown;
}

/** A weight: a tf.Variable, or what reads as one, such as a weight of tfjs-layers. */
export type CriticWeight = Variable | ReadableCriticWeight;

/** A weight that gives its variable out. */
export interface ReadableCriticWeight {
  /** The tf.Variable itself, not a copy. */
  read(): Tensor;
}

/** The variables that training moves. */
export function trainableCriticVariables(role: string, model: CriticModel): Variable[] {
  const variables = variablesOf(role, 'trainableWeights', model.trainableWeights);
  if (variables.length > 0) return variables;
  throw new ArgumentError(role, 'has no trainable weights; expected at least one.');
}

/** All variables, trained or not. */
export function allCriticVariables(role: string, model: CriticModel): Variable[] {
  return model.weights ? variablesOf(role, 'weights', model.weights) : trainableCriticVariables(role, model);
}

/** The critic's values of a batch, shape `[batch]`. */
export function criticOutput(
  role: string,
  model: Pick<CriticModel, 'apply'>,
  inputs: Tensor,
  training: boolean,
): Tensor {
  const output = model.apply(inputs, { training });
  if (output instanceof Tensor && output.size === inputs.shape[0]) return reshape(output, [-1]);
  throw new ArgumentError(
    role,
    `gave ${describeValue(output)} for a batch of ${inputs.shape[0]} samples; expected one tensor with one raw output each, shape [batch, 1].`,
  );
}

function variablesOf(role: string, member: string, weights: readonly CriticWeight[]): Variable[] {
  if (!Array.isArray(weights)) {
    throw new ArgumentError(
      role,
      `has ${describeValue(weights)} as ${member}; expected an array of weights.`,
    );
  }
  return weights.map((weight: CriticWeight) => {
    const value = weight instanceof Variable || typeof weight?.read !== 'function' ? weight : weight.read();
    if (value instanceof Variable) return value;
    throw new ArgumentError(
      role,
      `has ${describeValue(value)} among its ${member}; expected a tf.variable(…), or a weight of tfjs-layers.`,
    );
  });
}
