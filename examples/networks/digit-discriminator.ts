import { input, type LayersModel, layers, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { classes } from '../data/digit-tensors';
import { digitSize } from '../data/digits';
import { labelMark } from './label-mark';

/** What the network is made of. */
export interface DigitDiscriminatorSettings {
  /** The channels of each convolution, of which each halves the picture. */
  readonly filters: readonly number[];
  /** The width of the dense layer after them, which sees the whole picture. */
  readonly units: number;
  /** Keeps it from learning the digits by heart. */
  readonly dropout: number;
}

/**
 * A picture and a label in, a logit out: the sum of a score for any handwriting and of one of ten scores, that of the label's
 * digit (a projection discriminator: Miyato & Koyama 2018, "cGANs with projection discriminator").
 */
export function digitDiscriminator({ filters, units, dropout }: DigitDiscriminatorSettings): LayersModel {
  const picture = input({ shape: [digitSize, digitSize, 1] });
  const label = input({ shape: [1], dtype: 'int32' });
  const chain = [
    ...filters.flatMap((count) => [
      layers.conv2d({ filters: count, kernelSize: 4, strides: 2, padding: 'same' }),
      layers.leakyReLU({ alpha: 0.2 }),
    ]),
    layers.flatten(),
    layers.dropout({ rate: dropout }),
    layers.dense({ units }),
    layers.leakyReLU({ alpha: 0.2 }),
  ];
  const features = chain.reduce((x, layer) => layer.apply(x) as SymbolicTensor, picture);
  const scores = layers.dense({ units: classes }).apply(features) as SymbolicTensor;
  const fit = layers.dot({ axes: -1 }).apply([scores, labelMark(label)]) as SymbolicTensor;
  const score = layers.dense({ units: 1 }).apply(features) as SymbolicTensor;
  return model({ inputs: [picture, label], outputs: layers.add().apply([score, fit]) as SymbolicTensor });
}
