import {
  add,
  matMul,
  mul,
  randomNormal,
  relu,
  type Tensor,
  type Tensor2D,
  tidy,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import type { TrainableModel } from 'gan-core/trainer';

/** A perceptron of two hidden layers whose output for other weights than its own can be asked for: see {@link perceptronWith}. */
export function openPerceptron(inputs: number, units: number, hidden = 64): TrainableModel {
  const sizes = [inputs, hidden, hidden, units];
  const trainableWeights = sizes.slice(1).flatMap((size, layer) => {
    const before = sizes[layer]!;
    const kernel = tidy(() => mul(randomNormal([before, size]), Math.sqrt(2 / (before + size))));
    return [owned(kernel), owned(zeros([size]))];
  });
  return {
    apply: (x) => perceptronWith(trainableWeights, x),
    trainableWeights,
    dispose() {
      for (const weight of trainableWeights) weight.dispose();
    },
  };
}

/** The output of a perceptron of these weights: kernel and bias of each layer, in their order. */
export function perceptronWith(weights: readonly Tensor[], x: Tensor): Tensor {
  let y = x;
  for (let layer = 0; layer < weights.length; layer += 2) {
    const [kernel, bias] = weights.slice(layer, layer + 2) as [Tensor2D, Tensor];
    y = add(matMul(y as Tensor2D, kernel), bias);
    if (layer + 2 < weights.length) y = relu(y);
  }
  return y;
}

/** A variable that takes the tensor over: tfjs's own leaves it to be freed. */
function owned(initial: Tensor): Variable {
  const made = variable(initial);
  initial.dispose();
  return made;
}
