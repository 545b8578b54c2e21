import { concat, mul, ones, reshape, slice, sum, type Tensor } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import type { TrainableModel } from 'gan-core/trainer';
import { digitSize } from '../data/digits';
import { classes } from '../data/labelled-digits';

const pixels = digitSize * digitSize;

/**
 * A row of pixels and its label in, a logit out. Two convolutions halve the picture twice; then one score says whether
 * it looks handwritten, and one a digit whether it looks like that digit: the label picks its own (the projection of
 * Miyato & Koyama 2018, "cGANs with projection discriminator").
 */
export function digitDiscriminator(filters: readonly number[], hiddenUnits: number, dropout: number): TrainableModel {
  const network = sequential();
  network.add(layers.inputLayer({ inputShape: [digitSize, digitSize, 1] }));
  for (const count of filters) {
    network.add(layers.conv2d({ filters: count, kernelSize: 4, strides: 2, padding: 'same' }));
    network.add(layers.leakyReLU({ alpha: 0.2 }));
  }
  network.add(layers.flatten());
  if (dropout > 0) network.add(layers.dropout({ rate: dropout }));
  if (hiddenUnits > 0) {
    network.add(layers.dense({ units: hiddenUnits }));
    network.add(layers.leakyReLU({ alpha: 0.2 }));
  }
  network.add(layers.dense({ units: 1 + classes }));

  return {
    apply(rows: Tensor, { training = false } = {}) {
      const image = reshape(slice(rows, [0, 0], [-1, pixels]), [-1, digitSize, digitSize, 1]);
      const label = slice(rows, [0, pixels], [-1, classes]);
      const scores = network.apply(image, { training }) as Tensor;
      return sum(mul(scores, concat([ones([rows.shape[0]!, 1]), label], 1)), 1, true);
    },
    get layers() {
      return network.layers;
    },
    get trainableWeights() {
      return network.trainableWeights;
    },
    dispose: () => network.dispose(),
  } as TrainableModel;
}
