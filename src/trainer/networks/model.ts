import { Tensor, Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';

/** A weight: a tf.Variable, or what reads as one, such as a weight of tfjs-layers. */
export type ModelWeight = Variable | ReadableWeight;

/** A weight that gives its variable out, as those of tfjs-layers do. */
export interface ReadableWeight {
  /** The tf.Variable itself, not a copy. */
  read(): Tensor;
}

/** A network as the Trainer takes it. A model of tfjs-layers fits; so does any object with these members. */
export interface TrainableModel {
  /**
   * The network's output for a batch. `training` is true in a training step and false in `sample`, for layers that act
   * differently (batch normalization, dropout). It must return one tensor.
   */
  apply(inputs: Tensor, kwargs?: { training?: boolean }): unknown;
  /** The weights that training moves. */
  readonly trainableWeights: readonly ModelWeight[];
  /** All weights, with those that aren't trained, such as moving averages. */
  readonly weights?: readonly ModelWeight[];
  /** Frees the weights; called only for a model that a factory made for the Trainer. */
  dispose?(): unknown;
}

/** Both networks, G first. */
export const roles = ['generator', 'discriminator'] as const;

/** One of the two networks. */
export type Role = (typeof roles)[number];

/** The variables behind the weights that training moves. */
export function trainableVariables(role: Role, model: TrainableModel): Variable[] {
  const variables = variablesOf(role, 'trainableWeights', model.trainableWeights);
  if (variables.length === 0) {
    throw new ArgumentError(
      role,
      'has no trainable weights; expected at least one: set trainable = true on its layers.',
    );
  }
  const frozen = variables.find((variable) => !variable.trainable);
  if (frozen) {
    throw new ArgumentError(
      role,
      `has '${frozen.name}' among its trainableWeights, a variable that is not trainable: leave it out, or make it with tf.variable(value, true).`,
    );
  }
  return variables;
}

/** The variables behind all weights, trained or not. */
export function allVariables(role: Role, model: TrainableModel): Variable[] {
  return model.weights ? variablesOf(role, 'weights', model.weights) : trainableVariables(role, model);
}

function variablesOf(role: Role, member: string, weights: readonly ModelWeight[]): Variable[] {
  if (!Array.isArray(weights)) {
    throw new ArgumentError(
      role,
      `has ${describeValue(weights)} as ${member}; expected an array of its weights.`,
    );
  }
  const variables = weights.map((weight) => {
    const value = weight instanceof Variable || typeof weight?.read !== 'function' ? weight : weight.read();
    if (value instanceof Variable) return value;
    throw new ArgumentError(
      role,
      `has ${describeValue(value)} among its ${member}; expected a tf.variable(…), or a weight of tfjs-layers.`,
    );
  });
  return [...new Set(variables)]; // tfjs lists those of a layer that stands twice in a model twice
}

/** The model's output for a batch, which must be one tensor. */
export function applyModel(role: Role, model: TrainableModel, inputs: Tensor, training: boolean): Tensor {
  const output = model.apply(inputs, { training });
  if (output instanceof Tensor && !output.isDisposed) return output;
  const several =
    Array.isArray(output) && output.length > 1 && output.every((each) => each instanceof Tensor);
  const came = several
    ? `${output.length} outputs, of shapes ${output.map(({ shape }) => `[${shape}]`).join(', ')}`
    : describeValue(output);
  const hint = several
    ? 'make a model of the one that is meant, with tf.model({ inputs: model.inputs, outputs: model.outputs[0] }), say'
    : 'have apply return the tensor itself';
  throw new ArgumentError(role, `gave ${came}; expected one tensor: ${hint}.`);
}

/** Says why a model of tfjs-layers can't take the one tensor that it is given; undefined where that isn't the reason. */
export function severalInputs(model: TrainableModel): string | undefined {
  const { inputs } = model as { inputs?: unknown };
  if (!Array.isArray(inputs) || inputs.length < 2) return undefined;
  return `has ${inputs.length} inputs; expected one. Wrap it in an object whose apply(x, kwargs) makes the others of x, or adds them, and whose trainableWeights are the model's.`;
}

/** The activation of the last layer, where the model is one of tfjs-layers that tells. */
export function lastActivation(model: TrainableModel): unknown {
  const { layers } = model as { layers?: readonly { getConfig?(): { activation?: unknown } }[] };
  return layers?.at?.(-1)?.getConfig?.().activation;
}
