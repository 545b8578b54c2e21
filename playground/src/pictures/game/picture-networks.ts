import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';

/** Shape of a network for pictures. */
interface PictureNetwork {
  /** Rows, columns and channels of a picture; the sides are multiples of 4. */
  readonly shape: readonly [number, number, number];
  /** Channels at half of the size; at a quarter there are twice as many. */
  readonly filters: number;
}

const halving = { kernelSize: 4, strides: 2, padding: 'same' } as const;
const leaky = () => layers.leakyReLU({ alpha: 0.2 });
/** Width of D's dense layer, which sees the whole picture. */
const units = 64;

/**
 * Noise in, a picture out: a dense layer draws at a quarter of the size, and two transposed convolutions double it, with batch
 * normalization before each (DCGAN: Radford et al. 2016).
 */
export function pictureGenerator(noiseSize: number, { shape, filters }: PictureNetwork): Sequential {
  const [height, width, channels] = shape;
  const quarter = [height / 4, width / 4, 2 * filters] as const;
  return sequential({
    layers: [
      // No biases before batch normalization, which would take them away again.
      layers.dense({ units: quarter[0] * quarter[1] * quarter[2], useBias: false, inputShape: [noiseSize] }),
      layers.reshape({ targetShape: [...quarter] }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.conv2dTranspose({ ...halving, filters, useBias: false }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.conv2dTranspose({ ...halving, filters: channels, activation: 'tanh' }),
    ],
  });
}

/** A picture in, a logit out: two convolutions that halve it, and two dense layers. */
export function pictureDiscriminator({ shape, filters }: PictureNetwork): Sequential {
  return sequential({
    layers: [
      layers.conv2d({ ...halving, filters, inputShape: [...shape] }),
      leaky(),
      layers.conv2d({ ...halving, filters: 2 * filters }),
      leaky(),
      layers.flatten(),
      layers.dense({ units }),
      leaky(),
      layers.dense({ units: 1 }),
    ],
  });
}
