import { initializers, layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { digitSize } from '../data/digits';

/** Noise in, a picture out; a picture in, a logit out. */
export interface DigitGan {
  readonly generator: () => Sequential;
  readonly discriminator: () => Sequential;
}

export const noiseSize = 32;
const leaky = () => layers.leakyReLU({ alpha: 0.2 });

/**
 * Convolutional networks as in DCGAN (Radford et al. 2016), small: two doublings and two halvings, batch normalization in G.
 *
 * @param seed - of the initial weights, which are the same in any loop
 * @param channels - of a picture: 1, or 3 for stacked digits
 * @param widths - filters of the outer and of the inner convolution
 * @param side - of a picture, in pixels: a multiple of 4
 */
export function dcgan(
  seed: number,
  channels = 1,
  [few, many]: readonly [number, number] = [16, 32],
  side = digitSize,
): DigitGan {
  const quarter = side / 4;
  const initial = normals(seed);
  const doubling = () =>
    ({ kernelSize: 4, strides: 2, padding: 'same', kernelInitializer: initial() }) as const;
  return {
    generator: () =>
      sequential({
        layers: [
          layers.dense({
            units: quarter * quarter * many,
            useBias: false,
            inputShape: [noiseSize],
            kernelInitializer: initial(),
          }),
          layers.reshape({ targetShape: [quarter, quarter, many] }),
          layers.batchNormalization(),
          layers.reLU(),
          layers.conv2dTranspose({ ...doubling(), filters: few, useBias: false }),
          layers.batchNormalization(),
          layers.reLU(),
          layers.conv2dTranspose({ ...doubling(), filters: channels, activation: 'tanh' }),
        ],
      }),
    discriminator: () =>
      sequential({
        layers: [
          layers.conv2d({ ...doubling(), filters: few, inputShape: [side, side, channels] }),
          leaky(),
          layers.conv2d({ ...doubling(), filters: many }),
          leaky(),
          layers.flatten(),
          layers.dense({ units: 64, kernelInitializer: initial() }),
          leaky(),
          layers.dense({ units: 1, kernelInitializer: initial() }),
        ],
      }),
  };
}

/** Dense layers alone, as in the first GAN paper: about as many weights. */
export function denseGan(seed: number): DigitGan {
  const initial = normals(seed);
  const pixels = digitSize ** 2;
  const dense = (units: number, from?: number) =>
    layers.dense({
      units,
      kernelInitializer: initial(),
      ...(from === undefined ? {} : { inputShape: [from] }),
    });
  return {
    generator: () =>
      sequential({
        layers: [
          dense(128, noiseSize),
          layers.reLU(),
          dense(128),
          layers.reLU(),
          layers.dense({ units: pixels, activation: 'tanh', kernelInitializer: initial() }),
          layers.reshape({ targetShape: [digitSize, digitSize, 1] }),
        ],
      }),
    discriminator: () =>
      sequential({
        layers: [
          layers.flatten({ inputShape: [digitSize, digitSize, 1] }),
          dense(128),
          leaky(),
          dense(128),
          leaky(),
          dense(1),
        ],
      }),
  };
}

/** Initializers by He et al. 2015, each with a seed of its own. */
function normals(seed: number) {
  let drawn = 0;
  return () => initializers.heNormal({ seed: 1000 * seed + drawn++ });
}
