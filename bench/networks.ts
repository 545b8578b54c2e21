import * as tfl from '@tensorflow/tfjs-layers';

const { dense, conv2d, conv2dTranspose, batchNormalization, reLU, leakyReLU, reshape, flatten, activation } =
  tfl.layers;

/** The two networks of a game, and the length of G's latent vectors. */
export interface Networks {
  readonly generator: tfl.LayersModel;
  readonly discriminator: tfl.LayersModel;
  readonly latentLength: number;
}

/** G 2-128-128-2, D 2-128-128-1, ReLU. */
export function perceptrons(): Networks {
  const perceptron = (outputs: number) =>
    tfl.sequential({
      layers: [
        dense({ units: 128, activation: 'relu', inputShape: [2] }),
        dense({ units: 128, activation: 'relu' }),
        dense({ units: outputs }),
      ],
    });
  return { generator: perceptron(2), discriminator: perceptron(1), latentLength: 2 };
}

/**
 * A DCGAN of 28x28 grey images. G: dense to 7x7x64, two transposed convolutions 4x4 with stride 2 (32 and 1 channels), batch
 * norm and ReLU between, tanh. D: two convolutions 4x4 with stride 2 (32 and 64 channels), leaky ReLU 0.2, dense.
 */
export function dcgan(): Networks {
  const common = { kernelSize: 4, strides: 2, padding: 'same' } as const;
  const generator = tfl.sequential({
    layers: [
      dense({ units: 7 * 7 * 64, inputShape: [100] }),
      reshape({ targetShape: [7, 7, 64] }),
      batchNormalization({}),
      reLU(),
      conv2dTranspose({ ...common, filters: 32 }),
      batchNormalization({}),
      reLU(),
      conv2dTranspose({ ...common, filters: 1 }),
      activation({ activation: 'tanh' }),
    ],
  });
  const discriminator = tfl.sequential({
    layers: [
      conv2d({ ...common, filters: 32, inputShape: [28, 28, 1] }),
      leakyReLU({ alpha: 0.2 }),
      conv2d({ ...common, filters: 64 }),
      leakyReLU({ alpha: 0.2 }),
      flatten(),
      dense({ units: 1 }),
    ],
  });
  return { generator, discriminator, latentLength: 100 };
}
