import type { Tensor } from '@tensorflow/tfjs-core';
import {
  initializers,
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
} from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import { auxiliaryClassifierLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import type { LossTerm } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { labeledDigits } from './data/labeled-digits';
import type { GalleryGame, GameSettings } from './game';

// ACGAN on handwritten digits: D tells real from fake, and also which digit a picture shows; G is told which digit to draw.
// D's second output carries it: the class logits, that three terms hold against the labels. `trainer.sample(8, { condition })`
// draws digits to order.
// Odena, Olah & Shlens 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs".

export function acgan({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const classTerm = (name: string, of: LossTerm['of'], side: 'realOutputs' | 'fakeOutputs'): LossTerm => ({
    name,
    of: of!,
    compute: (context) => auxiliaryClassifierLoss(context[side][1]!, context.condition as Tensor),
  });
  const trainer = new Trainer({
    generator,
    discriminator,
    latent: normalLatent(32),
    terms: [
      classTerm('class of real', 'discriminator', 'realOutputs'),
      classTerm('class of fake', 'discriminator', 'fakeOutputs'),
      classTerm('class', 'generator', 'fakeOutputs'),
    ],
    generatorOptimizer: adam({ learningRate: 1e-3 }),
    discriminatorOptimizer: adam({ learningRate: 1e-3 }),
    backend,
    seed,
  });
  return { trainer, data: labeledDigits(), batchSize: 32 };
}

const doubling = { kernelSize: 4, strides: 2, padding: 'same' } as const;

/** Noise and an embedding of the label in, a picture out. */
function generator(): LayersModel {
  const spread = initializers.randomNormal({ stddev: 1 }); // as wide as the noise, or the label would be lost in it
  const noise = input({ shape: [32] });
  const label = input({ shape: [], dtype: 'int32' });
  const embedded = layers
    .embedding({ inputDim: 10, outputDim: 16, embeddingsInitializer: spread })
    .apply(label);
  let x = layers.concatenate().apply([noise, embedded as SymbolicTensor]);
  x = layers.dense({ units: 7 * 7 * 32, activation: 'relu' }).apply(x);
  x = layers.reshape({ targetShape: [7, 7, 32] }).apply(x);
  x = layers.conv2dTranspose({ ...doubling, filters: 16, useBias: false }).apply(x);
  x = layers.reLU().apply(layers.batchNormalization().apply(x));
  x = layers.conv2dTranspose({ ...doubling, filters: 1, activation: 'tanh' }).apply(x);
  return model({ inputs: [noise, label], outputs: x as SymbolicTensor });
}

/** A picture in; a logit, and a logit for each of ten classes. */
function discriminator(): LayersModel {
  const picture = input({ shape: [28, 28, 1] });
  let x = layers.conv2d({ ...doubling, filters: 16 }).apply(picture);
  x = layers.conv2d({ ...doubling, filters: 32 }).apply(layers.leakyReLU({ alpha: 0.2 }).apply(x));
  x = layers.flatten().apply(layers.leakyReLU({ alpha: 0.2 }).apply(x));
  x = layers.dropout({ rate: 0.3 }).apply(x);
  const heads = [1, 10].map((units) => layers.dense({ units }).apply(x) as SymbolicTensor);
  return model({ inputs: picture, outputs: heads });
}
