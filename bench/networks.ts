import * as tfl from '@tensorflow/tfjs-layers';

const { dense, conv2d, conv2dTranspose, batchNormalization, reLU, leakyReLU, reshape, flatten, activation } =
  tfl.layers;

/** The two networks of a game, made new by each call, and the length of G's latent vectors. */
export interface Networks {
  generator(): tfl.LayersModel;
  discriminator(): tfl.LayersModel;
  readonly latentLength: number;
}

/** G 2-128-128-2, D 2-128-128-1, ReLU, for a width of 128. */
export function perceptrons(width: number): Networks {
  const perceptron = (outputs: number) => () =>
    tfl.sequential({
      layers: [
        dense({ units: width, activation: 'relu', inputShape: [2] }),
        dense({ units: width, activation: 'relu' }),
        dense({ units: outputs }),
      ],
    });
  return { generator: perceptron(2), discriminator: perceptron(1), latentLength: 2 };
}

const halfSize = { kernelSize: 4, strides: 2, padding: 'same' } as const;

/**
 * A DCGAN of 28x28 gray images. G: dense to 7x7x64, two transposed convolutions 4x4 with stride 2 (32 and 1 channels), batch
 * norm and ReLU between, tanh. D: two convolutions 4x4 with stride 2 (32 and 64 channels), leaky ReLU 0.2, dense.
 */
export const dcgan: Networks = {
  generator: () =>
    tfl.sequential({
      layers: [
        dense({ units: 7 * 7 * 64, inputShape: [100] }),
        reshape({ targetShape: [7, 7, 64] }),
        batchNormalization({}),
        reLU(),
        conv2dTranspose({ ...halfSize, filters: 32 }),
        batchNormalization({}),
        reLU(),
        conv2dTranspose({ ...halfSize, filters: 1 }),
        activation({ activation: 'tanh' }),
      ],
    }),
  discriminator: () =>
    tfl.sequential({
      layers: [
        conv2d({ ...halfSize, filters: 32, inputShape: [28, 28, 1] }),
        leakyReLU({ alpha: 0.2 }),
        conv2d({ ...halfSize, filters: 64 }),
        leakyReLU({ alpha: 0.2 }),
        flatten(),
        dense({ units: 1 }),
      ],
    }),
  latentLength: 100,
};
