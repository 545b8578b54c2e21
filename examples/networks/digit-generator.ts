import { concat, image, reshape, slice, type Tensor, type Tensor4D, tanh } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import type { TrainableModel } from 'gan-core/trainer';
import { digitSize } from '../data/digits';
import { classes } from '../data/labelled-digits';

const half = digitSize / 2;

/**
 * Noise and a label in, a row of pixels and the same label out. The dense layers draw at half the size, and a smooth
 * enlargement before the tanh makes strokes of it: dense layers alone leave single specks, since nothing tells them which
 * pixels are neighbours.
 */
export function digitGenerator(noiseSize: number, hiddenUnits: readonly number[]): TrainableModel {
  const network = sequential();
  network.add(layers.inputLayer({ inputShape: [noiseSize + classes] }));
  for (const units of hiddenUnits) {
    network.add(layers.dense({ units, activation: 'relu' }));
  }
  network.add(layers.dense({ units: half * half }));
  network.add(layers.reshape({ targetShape: [half, half, 1] }));

  return {
    apply(input: Tensor, { training = false } = {}) {
      const small = network.apply(input, { training }) as Tensor4D;
      const large = image.resizeBilinear(small, [digitSize, digitSize], true);
      const pixels = reshape(tanh(large), [-1, digitSize * digitSize]);
      return concat([pixels, slice(input, [0, noiseSize], [-1, classes])], 1);
    },
    get trainableWeights() {
      return network.trainableWeights;
    },
    dispose: () => network.dispose(),
  };
}
