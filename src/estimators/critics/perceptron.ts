import {
  add,
  matMul,
  relu,
  type Tensor,
  type Tensor2D,
  tensor,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { checkSize } from '../../errors';
import type { Random } from '../../random';
import type { TrainableModel } from '../../tfjs';

/** A multilayer perceptron, its weights in the order kernel, bias, kernel, bias, … */
export interface Perceptron extends TrainableModel {
  readonly trainableWeights: readonly Variable[];
  /** The same function with its weights in ordinary arrays: it holds no tensor. */
  freeze(): Promise<Pick<TrainableModel, 'apply'>>;
  dispose(): void;
}

/**
 * A perceptron with ReLUs and one raw output. The hidden kernels start as N(0, 2/fan-in) (He et al. 2015); the last layer
 * starts at 0, so that the perceptron does.
 *
 * @param inputs - how many coordinates a sample has
 * @param hidden - the units of each hidden layer
 * @param random - where the weights come from
 */
export function createPerceptron(inputs: number, hidden: readonly number[], random: Random): Perceptron {
  const widths = [inputs, ...hidden, 1];
  const size = widths.slice(1).reduce((sum, units, layer) => sum + units * widths[layer]!, 0);
  checkSize('hiddenUnits', size, 'weights');
  const weights = widths.slice(1).flatMap((units, layer) => {
    const fanIn = widths[layer]!;
    const deviation = layer === hidden.length ? 0 : Math.sqrt(2 / fanIn);
    const kernel = Float32Array.from({ length: fanIn * units }, () => deviation * random.normal());
    return [
      { values: kernel, shape: [fanIn, units] },
      { values: new Float32Array(units), shape: [units] },
    ];
  });
  const variables = weights.map(({ values, shape }) => tidy(() => variable(tensor(values, shape))));
  return {
    trainableWeights: variables,
    apply: (x) => applyPerceptron(variables, x),
    async freeze() {
      const frozen = await Promise.all(
        variables.map(async (weight) => ({ values: await weight.data<'float32'>(), shape: weight.shape })),
      );
      const tensors = () => frozen.map(({ values, shape }) => tensor(values, shape));
      return { apply: (x) => tidy(() => applyPerceptron(tensors(), x)) };
    },
    dispose() {
      for (const weight of variables) weight.dispose();
    },
  };
}

function applyPerceptron(weights: readonly Tensor[], x: Tensor): Tensor {
  return tidy(() => {
    let value = x;
    for (let layer = 0; layer < weights.length; layer += 2) {
      value = add(matMul(value as Tensor2D, weights[layer] as Tensor2D), weights[layer + 1]!);
      if (layer + 2 < weights.length) value = relu(value);
    }
    return value;
  });
}
