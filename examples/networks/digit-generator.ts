import {
  initializers,
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
} from '@tensorflow/tfjs-layers';
import { classes } from '../data/digit-tensors';
import { digitSize } from '../data/digits';

const quarter = digitSize / 4;

/**
 * Noise and a label in, a picture out. The label becomes numbers beside the noise; a dense layer draws at a quarter of the size,
 * and two transposed convolutions double it, with batch normalization before each (DCGAN: Radford et al. 2016).
 *
 * @param filters - the channels at a quarter and at half of the size
 */
export function digitGenerator(noiseSize: number, filters: readonly [number, number]): LayersModel {
  const doubling = { kernelSize: 4, strides: 2, padding: 'same' } as const;
  const noise = input({ shape: [noiseSize] });
  const label = input({ shape: [1], dtype: 'int32' });
  const spread = initializers.randomNormal({ mean: 0, stddev: 1 }); // as wide as the noise, or the label would be lost in it
  const wish = layers
    .embedding({ inputDim: classes, outputDim: noiseSize, embeddingsInitializer: spread })
    .apply(label);
  const first = layers.concatenate().apply([noise, layers.flatten().apply(wish) as SymbolicTensor]);
  const chain = [
    // No biases before batch normalization, which would take them away again.
    layers.dense({ units: quarter * quarter * filters[0], useBias: false }),
    layers.reshape({ targetShape: [quarter, quarter, filters[0]] }),
    layers.batchNormalization(),
    layers.reLU(),
    layers.conv2dTranspose({ ...doubling, filters: filters[1], useBias: false }),
    layers.batchNormalization(),
    layers.reLU(),
    layers.conv2dTranspose({ ...doubling, filters: 1, activation: 'tanh' }),
  ];
  const picture = chain.reduce((x, layer) => layer.apply(x) as SymbolicTensor, first as SymbolicTensor);
  return model({ inputs: [noise, label], outputs: picture });
}
