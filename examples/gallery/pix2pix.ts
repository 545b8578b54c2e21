import { abs, mean, mul, sub } from '@tensorflow/tfjs-core';
import { input, type LayersModel, layers, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { LossTerm } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { filledShapes, shapeSize } from './data/shapes';
import type { GalleryGame, GameSettings } from './game';

// pix2pix: G turns one picture into another, here the outline of a shape into the filled shape. It gets no noise but dropout, so
// there is no `latent`: the condition is all that it works on. D sees pairs, and judges patches; a term of G, L1, keeps the
// pictures near the true ones.
// Isola, Zhu, Zhou & Efros 2017, "Image-to-Image Translation with Conditional Adversarial Networks".

export function pix2pix({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const l1: LossTerm = {
    name: 'L1',
    of: 'generator',
    compute: ({ fake, real }) => mul(mean(abs(sub(real, fake))), 100),
  };
  const trainer = new Trainer({ generator, discriminator, terms: [l1], backend, seed });
  return { trainer, data: filledShapes(), batchSize: 16 };
}

const half = { kernelSize: 4, strides: 2, padding: 'same' } as const;

/** A small U-Net: down twice and up twice, with a bridge at the half size. */
function generator(): LayersModel {
  const outline = input({ shape: [shapeSize, shapeSize, 1] });
  const down = layers.leakyReLU({ alpha: 0.2 }).apply(layers.conv2d({ ...half, filters: 16 }).apply(outline));
  let x = layers.conv2d({ ...half, filters: 32 }).apply(down);
  x = layers.reLU().apply(layers.batchNormalization().apply(x));
  x = layers.conv2dTranspose({ ...half, filters: 16, activation: 'relu' }).apply(x);
  x = layers.dropout({ rate: 0.5 }).apply(x);
  x = layers.concatenate().apply([x as SymbolicTensor, down as SymbolicTensor]);
  x = layers.conv2dTranspose({ ...half, filters: 1, activation: 'tanh' }).apply(x);
  return model({ inputs: outline, outputs: x as SymbolicTensor });
}

/** PatchGAN: a filled shape and an outline in, a logit for each of 4 x 4 patches. */
function discriminator(): LayersModel {
  const pair = [0, 1].map(() => input({ shape: [shapeSize, shapeSize, 1] }));
  let x = layers.conv2d({ ...half, filters: 16 }).apply(layers.concatenate().apply(pair));
  x = layers.conv2d({ ...half, filters: 32 }).apply(layers.leakyReLU({ alpha: 0.2 }).apply(x));
  x = layers
    .conv2d({ filters: 1, kernelSize: 3, padding: 'same' })
    .apply(layers.leakyReLU({ alpha: 0.2 }).apply(x));
  return model({ inputs: pair, outputs: x as SymbolicTensor });
}
