import { concat, reshape, slice, type Tensor } from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import type { TrainableModel } from 'gan-core/trainer';
import { digitSize } from '../data/digits';
import { classes } from '../data/labelled-digits';

const quarter = digitSize / 4;

/**
 * Noise and a label in, a row of pixels and the same label out. A dense layer draws at a quarter of the size, and two
 * transposed convolutions double it, with batch normalization before each (DCGAN: Radford et al. 2016).
 *
 * @param filters - the channels at a quarter and at half of the size
 */
export function digitGenerator(
  noiseSize: number,
  filters: readonly [number, number],
): TrainableModel & Pick<Sequential, 'layers'> {
  const doubling = { kernelSize: 4, strides: 2, padding: 'same' } as const;
  const network = sequential({
    layers: [
      // No biases before batch normalization, which would take them away again.
      layers.dense({
        units: quarter * quarter * filters[0],
        inputShape: [noiseSize + classes],
        useBias: false,
      }),
      layers.reshape({ targetShape: [quarter, quarter, filters[0]] }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.conv2dTranspose({ ...doubling, filters: filters[1], useBias: false }),
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
    // By these the Trainer finds the layers that it can run as one kernel each.
    get layers() {
      return network.layers;
    },
    get trainableWeights() {
      return network.trainableWeights;
    },
    // The moving averages of batch normalization too, for a return to an earlier step.
    get weights() {
      return network.weights;
    },
    dispose: () => network.dispose(),
  };
}
