import { initializers, layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { classes } from '../data/digit-tensors';
import { digitSize } from '../data/digits';

/** Channels, sides of the filters and strides of the convolutions. */
const convolutions = [
  { filters: 16, kernelSize: 5, strides: 2 },
  { filters: 32, kernelSize: 3, strides: 1 },
  { filters: 32, kernelSize: 3, strides: 2 },
  { filters: 64, kernelSize: 3, strides: 1 },
] as const;
const slope = 0.1;

/**
 * A picture in, ten logits out. The last convolution's 64 maps are averaged, so that each feature tells how much of something there is,
 * and not where: a shift by a pixel hardly moves them, and they are few enough for a covariance of some hundred digits.
 */
export function digitClassifierNetwork(seed: number): Sequential {
  const network = sequential();
  for (const [index, settings] of convolutions.entries()) {
    network.add(
      layers.conv2d({
        ...settings,
        padding: 'same',
        kernelInitializer: initializers.heNormal({ seed: seed + index }),
        ...(index === 0 && { inputShape: [digitSize, digitSize, 1] }),
      }),
    );
    network.add(layers.leakyReLU({ alpha: slope }));
  }
  network.add(layers.globalAveragePooling2d({ dataFormat: 'channelsLast', name: 'features' }));
  network.add(
    layers.dense({
      units: classes,
      kernelInitializer: initializers.heNormal({ seed: seed + convolutions.length }),
    }),
  );
  return network;
}
