import { reshape, Tensor, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';
import { type TrainableModel, variablesOf } from '../../tfjs';

/** The variables that training moves. */
export function trainableCriticVariables(role: string, model: TrainableModel): Variable[] {
  const variables = variablesOf(role, model, 'trainableWeights');
  if (variables.length > 0) return variables;
  throw new ArgumentError(role, 'has no trainable weights; expected at least one.');
}

/** All variables, trained or not. */
export function allCriticVariables(role: string, model: TrainableModel): Variable[] {
  return model.weights ? variablesOf(role, model, 'weights') : trainableCriticVariables(role, model);
}

/** The critic's values of a batch, shape `[batch]`. */
export function criticOutput(
  role: string,
  model: Pick<TrainableModel, 'apply'>,
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
