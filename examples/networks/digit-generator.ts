import { input, type LayersModel, layers, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { digitSize } from '../data/digits';
import { labelMark } from './label-mark';

const quarter = digitSize / 4;

/**
 * Noise and a label in, a picture out. The label's mark goes beside the noise; a dense layer draws at a quarter of the size, and
 * two transposed convolutions double it, with batch normalization before each (DCGAN: Radford et al. 2016).
 *
 * @param filters - the channels at a quarter and at half of the size
 */
export function digitGenerator(noiseSize: number, filters: readonly [number, number]): LayersModel {
  const doubling = { kernelSize: 4, strides: 2, padding: 'same' } as const;
  const noise = input({ shape: [noiseSize] });
  const label = input({ shape: [1], dtype: 'int32' });
  const first = layers.concatenate().apply([noise, labelMark(label)]);
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
