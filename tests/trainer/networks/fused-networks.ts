import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

const { dense, conv2d, flatten, layerNormalization, leakyReLU } = tfl.layers;
const seeded = (seed: number) => tfl.initializers.glorotNormal({ seed });

export const networks: Record<string, () => tfl.Sequential> = {
  perceptron: () =>
    tfl.sequential({
      layers: [
        dense({ units: 6, activation: 'relu', inputShape: [3], kernelInitializer: seeded(1) }),
        dense({ units: 5, useBias: false, activation: 'relu', kernelInitializer: seeded(2) }),
        dense({ units: 4, activation: 'tanh', kernelInitializer: seeded(3) }),
        dense({ units: 1, kernelInitializer: seeded(4) }),
      ],
    }),
  'nested network': () => {
    const inner = tfl.sequential({
      layers: [dense({ units: 4, activation: 'relu', inputShape: [3], kernelInitializer: seeded(5) })],
    });
    return tfl.sequential({ layers: [inner, dense({ units: 1, kernelInitializer: seeded(6) })] });
  },
  'network with layer normalization': () => {
    const gammaInitializer = tfl.initializers.randomUniform({ minval: 0.5, maxval: 2, seed: 11 });
    return tfl.sequential({
      layers: [
        dense({ units: 7, inputShape: [3], kernelInitializer: seeded(12) }),
        layerNormalization({ gammaInitializer }),
        dense({ units: 12, activation: 'tanh', kernelInitializer: seeded(13) }),
        tfl.layers.reshape({ targetShape: [2, 6] }),
        layerNormalization({ gammaInitializer, betaInitializer: 'ones', epsilon: 0.1 }),
        layerNormalization({ axis: 1, gammaInitializer }),
        flatten(),
        dense({ units: 1, kernelInitializer: seeded(14) }),
      ],
    });
  },
  'convolutional network': () =>
    tfl.sequential({
      layers: [
        conv2d({
          filters: 3,
          kernelSize: 3,
          strides: 2,
          padding: 'same',
          inputShape: [5, 6, 2],
          kernelInitializer: seeded(7),
        }),
        leakyReLU({ alpha: 0.2 }),
        conv2d({ filters: 4, kernelSize: 2, activation: 'relu', kernelInitializer: seeded(8) }),
        conv2d({ filters: 2, kernelSize: 2, dilationRate: 1, useBias: false, kernelInitializer: seeded(9) }),
        flatten(),
        dense({ units: 1, kernelInitializer: seeded(10) }),
      ],
    }),
};

/** One network, with dilated convolutions or with the same filters written out with zeros in their gaps. */
export function dilatedNetwork(isDilated: boolean, activation: 'linear' | 'relu' | 'tanh'): tfl.Sequential {
  const filter = tf.randomNormal([2, 2, 2, 3], 0, 1, 'float32', 21);
  const bias = tf.tensor1d([0.1, -0.2, 0.3]);
  const rows = tf.tensor2d([
    [1, 0, 0],
    [0, 0, 1],
  ]);
  const written = () => tf.einsum('ywck,wx->yxck', tf.einsum('hwck,hy->ywck', filter, rows), rows);
  const weights = isDilated ? filter : tf.tidy(written);
  const model = tfl.sequential({
    layers: [
      conv2d({
        filters: 3,
        kernelSize: isDilated ? 2 : 3,
        dilationRate: isDilated ? 2 : 1,
        padding: 'same',
        activation,
        inputShape: [5, 6, 2],
      }),
      flatten(),
      dense({ units: 1, kernelInitializer: seeded(22) }),
    ],
  });
  model.layers[0]!.setWeights([weights, bias]);
  tf.dispose([filter, bias, rows, weights]);
  return model;
}
