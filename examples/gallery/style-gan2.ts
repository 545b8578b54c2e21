import {
  add,
  clone,
  grad,
  keep,
  mean,
  mul,
  randomNormal,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import { stopGradient, withSecondOrderGradients } from 'gan-core/gradients';
import { adam } from 'gan-core/optimizers';
import { type LossTerm, r1Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { filledShapes, shapeSize } from './data/shapes';
import { withoutCondition } from './data/without-condition';
import type { GalleryGame, GameSettings } from './game';
import { styleGenerator } from './networks/style-generator';

// StyleGAN2's pieces on made pictures of 16 x 16: a mapping network whose styles modulate the convolutions, style mixing while
// training, truncation when sampling (all in networks/style-generator.ts), R1 every 16 steps of D, and every 4 steps of G the path
// length penalty: a step in the space of styles shall change the picture by the same amount everywhere. `pathLength` carries
// that one. Left out: noise inputs, and networks of any size.
// Karras, Laine, Aittala, Hellsten, Lehtinen & Aila 2020, "Analyzing and Improving the Image Quality of StyleGAN".

export function styleGan2({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const trainer = new Trainer({
    generator: () => styleGenerator(),
    discriminator,
    latent: normalLatent(32),
    terms: [r1Penalty({ gamma: 1, every: 16 }), pathLength()],
    generatorOptimizer: adam({ learningRate: 2e-3, beta1: 0, beta2: 0.99 }),
    discriminatorOptimizer: adam({ learningRate: 2e-3, beta1: 0, beta2: 0.99 }),
    generatorEma: { decay: 0.99 },
    backend,
    seed,
  });
  return { trainer, data: withoutCondition(filledShapes()), batchSize: 16 };
}

/** 2 · E(‖Jᵀy‖ − a)² for noise y and the Jacobian J of the picture by the styles; a is a moving average of the lengths. */
export function pathLength(): LossTerm {
  let [average, updates]: [Tensor | undefined, number] = [undefined, 0];
  const keepAverage = (next: Tensor | undefined, count: number) => {
    const kept = next && keep(clone(next));
    average?.dispose();
    [average, updates] = [kept, count];
  };
  return {
    name: 'path length',
    of: 'generator',
    every: 4,
    compute({ generated: [pictures, styles], generate }) {
      const noise = mul(randomNormal(pictures!.shape), 1 / shapeSize);
      const projected = (w: Tensor) => sum(mul(generate(w)[0]!, noise));
      const slope = withSecondOrderGradients(() => grad(projected)(styles!));
      const lengths = sqrt(add(mean(sum(square(slope), 2), 1), 1e-8));
      const latest = stopGradient(mean(lengths));
      const former = average ?? zerosLike(latest);
      keepAverage(add(former, mul(sub(latest, former), 0.01)), updates + 1);
      return mul(mean(square(sub(lengths, average!))), 2);
    },
    save: () => ({ updates, tensors: average ? { average: clone(average) } : {} }),
    restore: ({ tensors, updates: count }) => keepAverage(tensors.average, count),
    dispose: () => keepAverage(undefined, 0),
  };
}

function discriminator(): Sequential {
  const half = { kernelSize: 4, strides: 2, padding: 'same' } as const;
  return sequential({
    layers: [
      layers.conv2d({ ...half, filters: 16, inputShape: [shapeSize, shapeSize, 1] }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.conv2d({ ...half, filters: 32 }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.flatten(),
      layers.dense({ units: 1 }),
    ],
  });
}
