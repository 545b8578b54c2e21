import {
  argMax,
  dispose,
  gather,
  losses,
  oneHot,
  type Scalar,
  type Tensor,
  type Tensor4D,
  tensor1d,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import { createRandom } from 'gan-core/distributions';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { classes } from '../data/digit-tensors';
import { digitSize } from '../data/digits';

/** Says which digits pictures [count, 28, 28, 1] show. */
export interface DigitLabels {
  (pictures: Tensor): Promise<Int32Array>;
  dispose(): void;
}

/** Trains a small dense classifier: what sorts stacked digits into their 1,000 modes. */
export function learnDigitLabels(
  pictures: Tensor4D,
  labels: readonly number[],
  { steps, seed }: { readonly steps: number; readonly seed: number },
): DigitLabels {
  const initial = (part: number) => initializers.heNormal({ seed: 1000 * seed + part });
  const network = sequential({
    layers: [
      layers.flatten({ inputShape: [digitSize, digitSize, 1] }),
      layers.dense({ units: 128, activation: 'relu', kernelInitializer: initial(1) }),
      layers.dense({ units: classes, kernelInitializer: initial(2) }),
    ],
  });
  const weights = network.trainableWeights.map((weight) => weight.read() as Variable);
  const optimizer = adam({ learningRate: cosineDecay({ from: 3e-3, steps }) });
  const random = createRandom(seed);
  for (let step = 0; step < steps; step++)
    tidy(() => {
      const chosen = Array.from({ length: 64 }, () => random.integer(labels.length));
      const batch = gather(pictures, tensor1d(chosen, 'int32'));
      const wanted = oneHot(
        tensor1d(
          chosen.map((index) => labels[index]!),
          'int32',
        ),
        classes,
      );
      const loss = () => losses.softmaxCrossEntropy(wanted, network.apply(batch) as Tensor) as Scalar;
      const { grads } = variableGrads(loss, weights);
      optimizer.update(
        weights,
        weights.map(({ name }) => grads[name] ?? null),
      );
    });
  optimizer.dispose();
  const label = async (batch: Tensor) => {
    const found = tidy(() => argMax(network.apply(batch) as Tensor, 1));
    const values = (await found.data()) as Int32Array;
    found.dispose();
    return values;
  };
  return Object.assign(label, { dispose: () => void dispose(weights) });
}
