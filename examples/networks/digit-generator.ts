import { concat, reshape, slice, type Tensor } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import type { TrainableModel } from 'gan-core/trainer';
import { digitSize } from '../data/digits';
import { classes } from '../data/labelled-digits';

const quarter = digitSize / 4;

/**
 * Noise and a label in, a row of pixels and the same label out: a dense layer draws at a quarter of the size, and two
 * transposed convolutions double it twice, with batch normalisation between, as in DCGAN (Radford et al. 2016).
 */
export function digitGenerator(noiseSize: number, [deep, wide]: readonly [number, number]): TrainableModel {
  const doubling = { kernelSize: 4, strides: 2, padding: 'same' } as const;
  const network = sequential({
    layers: [
      layers.dense({ units: quarter * quarter * deep, inputShape: [noiseSize + classes], useBias: false }),
      layers.reshape({ targetShape: [quarter, quarter, deep] }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.conv2dTranspose({ ...doubling, filters: wide, useBias: false }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.conv2dTranspose({ ...doubling, filters: 1, activation: 'tanh' }),
    ],
  });

  return {
    apply(input: Tensor, { training = false } = {}) {
      const image = network.apply(input, { training }) as Tensor;
      const pixels = reshape(image, [-1, digitSize * digitSize]);
      return concat([pixels, slice(input, [0, noiseSize], [-1, classes])], 1);
    },
    get layers() {
      return network.layers;
    },
    get weights() {
      return network.weights;
    },
    get trainableWeights() {
      return network.trainableWeights;
    },
    dispose: () => network.dispose(),
  } as TrainableModel;
}
