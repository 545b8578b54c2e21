import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, isGanCoreError, isTensor } from '../../errors';
import { type Condition, conditionTensors, type TrainableModel, variablesOf } from '../../tfjs';
import { applyModel, checkInputs, type Outputs } from '../networks/model';
import type { NamedNetworks } from '../networks/named-networks';
import { explainMissingKernel } from '../recovery/explain-missing-kernel';

/** A network, as the functions of an update call it: in training mode there, if any update trains it, and not in `sample`. */
export interface NetworkFunction {
  /**
   * The network's first output for a batch.
   *
   * @param input - batch first: noise, samples, a picture
   * @param condition - goes in as the further inputs of a model of tfjs-layers that has several, and to every layer as `kwargs.condition`
   */
  (input: Tensor, condition?: Condition): Tensor;
  /** All of its outputs. */
  outputs(input: Tensor, condition?: Condition): Outputs;
  /** The variables behind its trainable weights. */
  readonly weights: readonly Variable[];
}

/** Every network as a function. */
export type NetworkFunctions<N extends NamedNetworks> = { readonly [K in keyof N]: NetworkFunction };

/** Makes the function of a network. */
export function networkFunction(name: string, model: TrainableModel, training: boolean): NetworkFunction {
  const role = `networks.${name}`;
  const outputs = (input: Tensor, condition?: Condition): Outputs => {
    if (!isTensor(input))
      throw new ArgumentError(
        role,
        `was called with ${describeValue(input)}; expected a tensor, batch first.`,
      );
    const inputs = [input, ...conditionTensors(condition)];
    checkInputs(role, model, inputs);
    try {
      return applyModel(role, model, input, condition, training);
    } catch (cause) {
      const error = explainMissingKernel(cause);
      if (isGanCoreError(error)) throw error;
      const shapes = inputs.map(({ shape }) => `[${shape}]`).join(' and ');
      const problem = `refused a batch of shape ${shapes}; give it what it takes`;
      throw new ArgumentError(role, `${problem}. (${(cause as Error).message})`, { cause });
    }
  };
  const weights = variablesOf(role, model, 'trainableWeights');
  const first = (input: Tensor, condition?: Condition): Tensor => outputs(input, condition)[0];
  return Object.assign(first, { outputs, weights });
}
