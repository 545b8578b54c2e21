import { input, layers, model, type SymbolicTensor, sequential } from '@tensorflow/tfjs-layers';
import { spectralNormalization } from 'gan-core/models';
import type { Models } from './layer-kinds';

/** Whole generators, and networks built in other ways. */
export const wholeNetworks: Models = {
  mlp: () =>
    sequential({
      layers: [
        layers.dense({ inputShape: [6], units: 16, activation: 'relu' }),
        layers.dense({ units: 16 }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.dense({ units: 2 }),
      ],
    }),
  dcgan: () =>
    sequential({
      layers: [
        layers.dense({ inputShape: [8], units: 3 * 3 * 6, useBias: false }),
        layers.batchNormalization(),
        layers.reLU(),
        layers.reshape({ targetShape: [3, 3, 6] }),
        layers.conv2dTranspose({ filters: 5, kernelSize: 4, strides: 2, padding: 'same', useBias: false }),
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.conv2dTranspose({
          filters: 3,
          kernelSize: 5,
          strides: 2,
          padding: 'same',
          activation: 'tanh',
        }),
      ],
    }),
  upsampling: () =>
    sequential({
      layers: [
        layers.dense({ inputShape: [4], units: 2 * 3 * 4 }),
        layers.reshape({ targetShape: [2, 3, 4] }),
        layers.upSampling2d({}),
        layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'swish' }),
        layers.upSampling2d({ interpolation: 'bilinear' }),
        layers.conv2d({ filters: 1, kernelSize: 4, padding: 'same', activation: 'tanh' }),
      ],
    }),
  discriminator: () =>
    sequential({
      layers: [
        layers.conv2d({ inputShape: [8, 8, 2], filters: 4, kernelSize: 4, strides: 2, padding: 'same' }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.dropout({ rate: 0.3 }),
        spectralNormalization(layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' })),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.flatten(),
        spectralNormalization(layers.dense({ units: 1 })),
      ],
    }),
  conditional: () => {
    const noise = input({ shape: [4], name: 'noise' });
    const label = input({ shape: [], dtype: 'int32', name: 'label' });
    const embedded = layers.embedding({ inputDim: 5, outputDim: 3 }).apply(label) as SymbolicTensor;
    const both = layers.concatenate().apply([noise, embedded]);
    const dense = layers.dense({ units: 3 * 3 * 2, activation: 'relu' }).apply(both);
    const image = layers.reshape({ targetShape: [3, 3, 2] }).apply(dense) as SymbolicTensor;
    const convolved = layers
      .conv2d({ filters: 2, kernelSize: 3, padding: 'same' })
      .apply(image) as SymbolicTensor;
    const added = layers.add().apply([image, convolved]);
    const last = layers.conv2dTranspose({ filters: 1, kernelSize: 4, strides: 2, padding: 'same' });
    return model({ inputs: [noise, label], outputs: last.apply(added) as SymbolicTensor });
  },
  'models within, and a layer that stands twice': () => {
    const inner = sequential({
      layers: [layers.dense({ inputShape: [4], units: 4, activation: 'tanh' }), layers.dense({ units: 4 })],
    });
    const shared = layers.dense({ units: 4, activation: 'relu' });
    const x = input({ shape: [4] });
    const first = inner.apply(shared.apply(x)) as SymbolicTensor;
    const second = shared.apply(inner.apply(first)) as SymbolicTensor;
    return model({ inputs: x, outputs: [layers.add().apply([first, second]), x] as SymbolicTensor[] });
  },
  'a model at the beginning of a model': () => {
    const inner = sequential({ layers: [layers.dense({ inputShape: [3], units: 4, activation: 'relu' })] });
    return sequential({ layers: [inner, layers.dense({ units: 2, name: 'forward' })] });
  },
};
