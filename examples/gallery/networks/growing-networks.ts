import { add, avgPool, image, mul, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import type { TrainableModel } from 'gan-core/trainer';

/** How far the networks have grown: 0 for 4 x 4, 1 for 8 x 8, 2 for 16 x 16, and between two of them while one is faded in. */
export interface Growth {
  level: number;
}

export const topLevel = 2;
const [latentSize, channels] = [32, 16] as const;
const sizeAt = (level: number) => 4 * 2 ** level;

const pooled = (x: Tensor, times: number) =>
  (times === 1 ? x : avgPool(x as Tensor4D, times, times, 'valid')) as Tensor4D;
const enlarged = (x: Tensor, times: number) => {
  const [height, width] = (x as Tensor4D).shape.slice(1);
  return times === 1
    ? (x as Tensor4D)
    : image.resizeNearestNeighbor(x as Tensor4D, [times * height!, times * width!]);
};
/** One at 0, the other at 1. */
const faded = (one: Tensor, other: Tensor, share: number) =>
  add(mul(one, 1 - share), mul(other, share)) as Tensor4D;

/** A level's whole part, and how far the next one is faded in. */
const split = (level: number) => ({ whole: Math.floor(level), share: level % 1 });

/** Full pictures with no more detail than a level has. */
export function atLevel(pictures: Tensor, level: number): Tensor {
  return tidy(() => {
    const { whole, share } = split(level);
    const coarse = (of: number) => {
      const times = sizeAt(topLevel) / sizeAt(of);
      return enlarged(pooled(pictures, times), times);
    };
    return share === 0 ? add(coarse(whole), 0) : faded(coarse(whole), coarse(whole + 1), share);
  });
}

/** Noise in, full pictures out, as coarse as the level says. */
export function growingGenerator(growth: Growth): TrainableModel {
  const first = sequential({
    layers: [
      layers.dense({ units: 16 * channels, inputShape: [latentSize] }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.reshape({ targetShape: [4, 4, channels] }),
    ],
  });
  const finer = [1, 2].map((level) => convolution(sizeAt(level), channels, channels, 3));
  const toPicture = [0, 1, 2].map((level) => convolution(sizeAt(level), channels, 1, 1));
  return grown([first, ...finer, ...toPicture], (noise) => {
    const { whole, share } = split(growth.level);
    let x = first.apply(noise) as Tensor;
    for (let level = 0; level < whole; level++) x = finer[level]!.apply(enlarged(x, 2)) as Tensor;
    let picture = toPicture[whole]!.apply(x) as Tensor;
    if (share > 0) {
      const next = toPicture[whole + 1]!.apply(finer[whole]!.apply(enlarged(x, 2)) as Tensor) as Tensor;
      picture = faded(enlarged(picture, 2), next, share);
    }
    return enlarged(picture, sizeAt(topLevel) / (picture as Tensor4D).shape[1]);
  });
}

/** Full pictures in, a number out; it looks at no more detail than the level has. */
export function growingDiscriminator(growth: Growth): TrainableModel {
  const last = sequential({
    layers: [layers.flatten({ inputShape: [4, 4, channels] }), layers.dense({ units: 1, useBias: false })],
  });
  const finer = [1, 2].map((level) => convolution(sizeAt(level), channels, channels, 3));
  const fromPicture = [0, 1, 2].map((level) => convolution(sizeAt(level), 1, channels, 1));
  return grown([last, ...finer, ...fromPicture], (pictures) => {
    const { whole, share } = split(growth.level);
    const seenAt = (level: number) =>
      fromPicture[level]!.apply(pooled(pictures, sizeAt(topLevel) / sizeAt(level))) as Tensor;
    let x = seenAt(whole);
    if (share > 0) {
      const next = pooled(finer[whole]!.apply(seenAt(whole + 1)) as Tensor, 2);
      x = faded(x, next, share);
    }
    for (let level = whole; level > 0; level--) x = pooled(finer[level - 1]!.apply(x) as Tensor, 2);
    return last.apply(x);
  });
}

function convolution(size: number, inputs: number, filters: number, kernelSize: number): Sequential {
  return sequential({
    layers: [
      layers.conv2d({ filters, kernelSize, padding: 'same', inputShape: [size, size, inputs] }),
      ...(filters > 1 ? [layers.leakyReLU({ alpha: 0.2 })] : []),
    ],
  });
}

/** One model of several parts, which are put together anew each time. */
function grown(parts: readonly Sequential[], apply: (x: Tensor) => unknown): TrainableModel {
  return {
    apply,
    get layers() {
      return parts.flatMap((part) => part.layers);
    },
    get trainableWeights() {
      return parts.flatMap((part) => part.trainableWeights);
    },
    dispose() {
      for (const part of parts) part.dispose();
    },
  } as TrainableModel;
}
