import { concat, mul, ones, reshape, slice, sum, type Tensor } from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import type { TrainableModel } from 'gan-core/trainer';
import { digitSize } from '../data/digits';
import { classes } from '../data/labelled-digits';

const pixels = digitSize * digitSize;

/** What the network is made of. */
export interface DigitDiscriminatorSettings {
  /** The channels of each convolution, of which each halves the picture. */
  readonly filters: readonly number[];
  /** The width of the dense layer after them, which sees the whole picture. */
  readonly units: number;
  /** Keeps it from learning the 10,000 digits by heart. */
  readonly dropout: number;
}

/**
 * A row of pixels and its label in, a logit out. The last layer gives a score for any handwriting and one for each digit;
 * the label picks its own, and the logit is their sum (a projection discriminator: Miyato & Koyama 2018, "cGANs with
 * projection discriminator").
 */
export function digitDiscriminator(
  settings: DigitDiscriminatorSettings,
): TrainableModel & Pick<Sequential, 'layers'> {
  const network = sequential();
  network.add(layers.inputLayer({ inputShape: [digitSize, digitSize, 1] }));
  for (const filters of settings.filters) {
    network.add(layers.conv2d({ filters, kernelSize: 4, strides: 2, padding: 'same' }));
    network.add(layers.leakyReLU({ alpha: 0.2 }));
  }
  network.add(layers.flatten());
  network.add(layers.dropout({ rate: settings.dropout }));
  network.add(layers.dense({ units: settings.units }));
  network.add(layers.leakyReLU({ alpha: 0.2 }));
  network.add(layers.dense({ units: 1 + classes }));

  return {
    apply(rows: Tensor, { training = false } = {}) {
      const image = reshape(slice(rows, [0, 0], [-1, pixels]), [-1, digitSize, digitSize, 1]);
      const label = slice(rows, [0, pixels], [-1, classes]);
      const scores = network.apply(image, { training }) as Tensor;
      const chosen = concat([ones([rows.shape[0]!, 1]), label], 1);
      return sum(mul(scores, chosen), 1, true);
    },
    // By these the Trainer finds the layers that it can run as one kernel each.
    get layers() {
      return network.layers;
    },
    get trainableWeights() {
      return network.trainableWeights;
    },
    dispose: () => network.dispose(),
  };
}
