import { type Tensor, Variable } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors';

/** A weight: a tf.Variable, or what reads as one, such as a weight of tfjs-layers. */
export type ModelWeight = Variable | ReadableWeight;

/** A weight that gives its variable out, as those of tfjs-layers do. */
export interface ReadableWeight {
  /** The tf.Variable itself, not a copy. */
  read(): Tensor;
}

/** What the Trainer asks of a network. A model of tfjs-layers fits; so does any object with these members. */
export interface TrainableModel {
  /**
   * The network's output for a batch. `training` is true in a training step and false in `sample`, for layers that act
   * differently (batch normalisation, dropout). It must return one tensor.
   */
  apply(inputs: Tensor, kwargs?: { training?: boolean }): unknown;
  /** The weights that training moves. */
  readonly trainableWeights: readonly ModelWeight[];
  /** All weights, with those that aren't trained, such as moving averages. */
  readonly weights?: readonly ModelWeight[];
  /** Frees the weights; called only for a model that a factory made for the Trainer. */
  dispose?(): unknown;
}

/** The variables behind the weights that training moves. */
export function trainableVariables(role: 'generator' | 'discriminator', model: TrainableModel): Variable[] {
  const variables = model.trainableWeights.map((weight) => toVariable(role, weight));
  if (variables.length === 0) {
    throw new ArgumentError(
      role,
      'has no trainable weights; expected at least one: set trainable = true on its layers.',
    );
  }
  return variables;
}

/** The variables behind all weights, trained or not. */
export function allVariables(role: 'generator' | 'discriminator', model: TrainableModel): Variable[] {
  return (model.weights ?? model.trainableWeights).map((weight) => toVariable(role, weight));
}

function toVariable(role: string, weight: ModelWeight): Variable {
  const value = weight instanceof Variable ? weight : weight.read();
  if (value instanceof Variable) return value;
  throw new ArgumentError(
    role,
    'has a weight that is not a tf.Variable; expected tf.variable(…), or a weight of tfjs-layers.',
  );
}

/** The model's output for a batch, which must be one tensor. */
export function applyModel(
  role: 'generator' | 'discriminator',
  model: TrainableModel,
  inputs: Tensor,
  training: boolean,
): Tensor {
  const output = model.apply(inputs, { training });
  if (isTensor(output)) return output;
  const came = Array.isArray(output) ? `${output.length} outputs` : `a ${typeof output}`;
  throw new ArgumentError(role, `gave ${came}; expected one tensor: use a model with a single output.`);
}

function isTensor(value: unknown): value is Tensor {
  return typeof value === 'object' && value !== null && 'dataId' in value && 'shape' in value;
}
