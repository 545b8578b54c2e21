import { Tensor, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';
import { type TrainableModel, variablesOf } from '../../tfjs';

/** Both networks, G first. */
export const roles = ['generator', 'discriminator'] as const;

/** One of the two networks. */
export type Role = (typeof roles)[number];

/** The variables behind the weights that training moves. */
export function trainableVariables(role: Role, model: TrainableModel): Variable[] {
  const variables = variablesOf(role, model, 'trainableWeights');
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
  return model.weights ? variablesOf(role, model, 'weights') : trainableVariables(role, model);
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
