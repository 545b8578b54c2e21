import { type Tensor, Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../errors';

/** A weight: a tf.Variable, or what reads as one, such as a weight of tfjs-layers. */
export type ModelWeight = Variable | ReadableWeight;

/** A weight that gives its variable out, as those of tfjs-layers do. */
export interface ReadableWeight {
  /** The tf.Variable itself, not a copy. */
  read(): Tensor;
}

/**
 * A network that the Trainer trains, or an estimator as its critic or discriminator. A model of tfjs-layers fits; so does any object
 * with these members.
 */
export interface TrainableModel {
  /**
   * The network's output for a batch: one tensor; of a critic, one raw number (no sigmoid) for each sample. `training` is true in a
   * training step only, for layers that act differently there (batch normalization, dropout).
   */
  apply(inputs: Tensor, kwargs?: { training?: boolean }): unknown;
  /** The weights that training moves. */
  readonly trainableWeights: readonly ModelWeight[];
  /** All weights, with those that aren't trained, such as moving averages. */
  readonly weights?: readonly ModelWeight[];
  /** Frees the weights; called only for a model that a factory made for the Trainer or the estimator. */
  dispose?(): unknown;
}

/**
 * Reads the variables behind a model's weights.
 *
 * @param role - whose weights they are
 * @param model - the model
 * @param member - which of them
 * @returns each variable once: tfjs lists those of a layer that stands twice in a model twice
 * @throws ArgumentError naming `role`, for what is no array of weights
 */
export function variablesOf(
  role: string,
  model: TrainableModel,
  member: 'weights' | 'trainableWeights',
): Variable[] {
  const weights = model[member];
  if (!Array.isArray(weights)) {
    throw new ArgumentError(
      role,
      `has ${describeValue(weights)} as ${member}; expected an array of its weights.`,
    );
  }
  const variables = weights.map((weight: ModelWeight) => {
    const value = weight instanceof Variable || typeof weight?.read !== 'function' ? weight : weight.read();
    if (value instanceof Variable) return value;
    throw new ArgumentError(
      role,
      `has ${describeValue(value)} among its ${member}; expected a tf.variable(…), or a weight of tfjs-layers.`,
    );
  });
  return [...new Set(variables)];
}
