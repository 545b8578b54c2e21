import { Tensor, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';
import { type Condition, conditionTensors, type TrainableModel, variablesOf } from '../../tfjs';

/** Both networks, G first. */
export const roles = ['generator', 'discriminator'] as const;

/** One of the two networks. */
export type Role = (typeof roles)[number];

/** The variables behind the weights that training moves. */
export function trainableVariables(role: string, model: TrainableModel): Variable[] {
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
export function allVariables(role: string, model: TrainableModel): Variable[] {
  return variablesOf(role, model, model.weights ? 'weights' : 'trainableWeights');
}

/** All outputs of a model, the first of which counts: samples or logits. */
export type Outputs = readonly [Tensor, ...Tensor[]];

/**
 * The model's outputs for a batch.
 *
 * @param input - noise or samples; undefined for a generator without noise, which works on the condition alone
 * @param condition - goes in as the further inputs of a model of tfjs-layers that has several, and to every model as `kwargs.condition`
 */
export function applyModel(
  role: string,
  model: TrainableModel,
  input: Tensor | undefined,
  condition: Condition | undefined,
  training: boolean,
): Outputs {
  const inputs = [...(input ? [input] : []), ...conditionTensors(condition)];
  const taken = inputCount(model) > 1 ? inputs : inputs[0];
  const kwargs = condition === undefined ? { training } : { training, condition };
  const output = model.apply(taken as Tensor, kwargs);
  const outputs = Array.isArray(output) ? output : [output];
  if (outputs.length > 0 && outputs.every((each) => each instanceof Tensor && !each.isDisposed))
    return outputs as unknown as Outputs;
  const wrong = outputs.find((each) => !(each instanceof Tensor) || each.isDisposed);
  const came =
    wrong instanceof Tensor
      ? 'a tensor that was disposed of'
      : describeValue(outputs.length > 1 ? wrong : output);
  throw new ArgumentError(
    role,
    `gave ${came}${outputs.length > 1 ? ' among its outputs' : ''}; expected a tensor, or several of which the first counts: have apply return the tensors themselves.`,
  );
}

/** Number of inputs that a model of tfjs-layers has; 1 for any other. */
function inputCount(model: TrainableModel): number {
  return inputsOf(model)?.length ?? 1;
}

function inputsOf(
  model: TrainableModel,
): readonly { readonly dtype?: string; readonly shape?: readonly (number | null)[] }[] | undefined {
  const { inputs } = model as { inputs?: unknown };
  return Array.isArray(inputs) ? inputs : undefined;
}

/**
 * Refuses what a model of tfjs-layers with several inputs can't take: tfjs would leave out what is too much, and cut floats off.
 *
 * @param given - the noise or the samples, and the tensors of the condition
 */
export function checkInputs(
  role: string,
  model: TrainableModel,
  given: readonly Pick<Tensor, 'dtype' | 'shape'>[],
): void {
  const inputs = inputsOf(model);
  if (!inputs || inputs.length < 2) return;
  if (inputs.length !== given.length) {
    const why = given.length === 1 ? 'since there is no condition' : 'by the condition';
    const hint = 'give data as { real, condition }, and sample a condition: a tensor for each further input';
    throw new ArgumentError(role, `has ${inputs.length} inputs; expected ${given.length}, ${why}: ${hint}.`);
  }
  for (const [index, { dtype, shape }] of inputs.entries()) {
    const came = given[index]!.dtype;
    const taken = index > 0 ? shape?.slice(1) : undefined; // the noise and the samples are told of elsewhere
    const sizes = given[index]!.shape.slice(1);
    if (
      taken &&
      !(taken.length === sizes.length && taken.every((size, axis) => size === null || size === sizes[axis]))
    )
      throw new ArgumentError(
        role,
        `takes [${['batch', ...taken].join(', ')}] as input ${index + 1}, and got a condition of shape [${given[index]!.shape}]; expected that. Labels [batch] go into input({ shape: [] }).`,
      );
    if (dtype === 'int32' && came === 'float32')
      throw new ArgumentError(
        role,
        `takes int32 as input ${index + 1}, and got a condition of ${came}; expected int32: tf.tensor1d(labels, 'int32').`,
      );
  }
}

/** A layer, as far as it tells what it does with its sums. */
interface ActivatedLayer {
  getClassName?(): string;
  getConfig?(): { activation?: unknown };
}

/** The activation of the layer that the first output comes from, where the model is one of tfjs-layers that tells. */
export function lastActivation(model: TrainableModel): unknown {
  const { layers, outputs } = model as {
    layers?: readonly ActivatedLayer[];
    outputs?: readonly { readonly sourceLayer?: ActivatedLayer }[];
  };
  // Of several heads, the one listed last may be another's than the logits'.
  const layer = outputs?.[0]?.sourceLayer ?? layers?.at?.(-1);
  // The sum or the product of several: a projection discriminator's logit.
  if (['Add', 'Dot'].includes(layer?.getClassName?.() ?? '')) return 'linear';
  return layer?.getConfig?.().activation;
}
