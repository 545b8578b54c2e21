import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing, type Sampler } from 'gan-core/distributions';
import { dcgan, type Networks, perceptrons } from './networks';

/** Which game is played, and how large it is: all that another thread, process or page must know. */
export interface GameSize {
  readonly name: 'perceptrons' | 'dcgan';
  readonly batchSize: number;
  /** Units of each hidden layer of the perceptrons. */
  readonly width: number;
}

/** The two games at their usual sizes. */
export const usual: Readonly<Record<GameSize['name'], GameSize>> = {
  perceptrons: { name: 'perceptrons', batchSize: 256, width: 128 },
  dcgan: { name: 'dcgan', batchSize: 64, width: 0 },
};

/** The networks of a game. */
export function networksOf({ name, width }: GameSize): Networks {
  return name === 'dcgan' ? dcgan : perceptrons(width);
}

/** Real samples of a game. */
export interface RealSamples {
  /** As the Trainer takes them. */
  readonly data: Sampler | tf.Tensor;
  /** A batch, as the naive loop makes it. */
  batch(): tf.Tensor;
  dispose(): void;
}

/** Points of a ring of eight Gaussians, or images of noise, on the backend that runs. */
export function realSamples({ name, batchSize }: GameSize): RealSamples {
  if (name === 'dcgan') {
    const images = tf.randomUniform([256, 28, 28, 1], -1, 1);
    return {
      data: images,
      batch: () => tf.slice(images, [0, 0, 0, 0], [batchSize, -1, -1, -1]),
      dispose: () => images.dispose(),
    };
  }
  const ring = gaussianRing();
  return {
    data: ring,
    batch() {
      const modes = Array.from({ length: batchSize }, (_, index) => [
        ...ring.centers[index % ring.centers.length]!,
      ]);
      return tf.add(tf.tensor2d(modes), tf.randomNormal([batchSize, 2], 0, 0.02));
    },
    dispose() {},
  };
}
