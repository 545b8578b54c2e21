import {
  add,
  logSoftmax,
  mean,
  mul,
  neg,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  tensor2d,
} from '@tensorflow/tfjs-core';
import {
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';
import type { Sampler } from 'gan-core/distributions';
import { adam } from 'gan-core/optimizers';
import type { LossTerm, StepContext } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { labeledDigits } from './data/labeled-digits';
import { withoutCondition } from './data/without-condition';
import type { GalleryGame, GameSettings } from './game';

// InfoGAN on handwritten digits, without their labels: a part of the noise is a code, a class of ten and two numbers, and a head Q of
// D guesses the code from the picture. A term of both networks rewards good guesses, a lower bound of the information that the
// picture holds of the code; so the code comes to mean something. The sampler `noiseAndCode` and the term `guessTerm` carry it.
// Chen, Duan, Houthooft, Schulman, Sutskever & Abbeel 2016, "InfoGAN: Interpretable Representation Learning by Information
// Maximizing Generative Adversarial Nets".

const [noiseSize, classes, numbers] = [32, 10, 2] as const;

export function infoGan({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const trainer = new Trainer({
    generator,
    discriminator,
    latent: noiseAndCode,
    terms: [guessTerm('guess by Q', 'discriminator'), guessTerm('guess of G', 'generator')],
    generatorOptimizer: adam({ learningRate: 1e-3 }),
    discriminatorOptimizer: adam({ learningRate: 2e-4 }),
    backend,
    seed,
  });
  return { trainer, data: withoutCondition(labeledDigits()), batchSize: 32 };
}

/** A row of the latent: noise, then the class as ten numbers of which one is 1, then two numbers from −1 to 1. */
const noiseAndCode: Sampler = {
  shape: [noiseSize + classes + numbers],
  sample(count, random) {
    const rows = Array.from({ length: count }, () => {
      const chosen = random.integer(classes);
      return [
        ...Array.from({ length: noiseSize }, () => random.normal()),
        ...Array.from({ length: classes }, (_, index) => Number(index === chosen)),
        ...Array.from({ length: numbers }, () => 2 * random.next() - 1),
      ];
    });
    return tensor2d(rows);
  },
};

/** −E log Q(code | picture), up to a constant: Q is a softmax of the class, and a Gaussian of fixed width of the numbers. */
const guessTerm = (name: string, of: 'discriminator' | 'generator'): LossTerm => ({
  name,
  of,
  compute({ latent, fakeOutputs: [, classLogits, means] }: StepContext) {
    const chosen = slice(latent!, [0, noiseSize], [-1, classes]);
    const drawn = slice(latent!, [0, noiseSize + classes], [-1, numbers]);
    const ofClass = neg(mean(sum(mul(chosen, logSoftmax(classLogits as Tensor)), 1)));
    return add(ofClass, mul(mean(square(sub(drawn, means as Tensor))), 0.1));
  },
});

const doubling = { kernelSize: 4, strides: 2, padding: 'same' } as const;

function generator(): LayersModel {
  return sequential({
    layers: [
      layers.dense({ units: 7 * 7 * 32, activation: 'relu', inputShape: [noiseSize + classes + numbers] }),
      layers.reshape({ targetShape: [7, 7, 32] }),
      layers.conv2dTranspose({ ...doubling, filters: 16, useBias: false }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.conv2dTranspose({ ...doubling, filters: 1, activation: 'tanh' }),
    ],
  });
}

/** A picture in; a logit out, and by a head of its own Q's guess: ten class logits and two means. */
function discriminator(): LayersModel {
  const picture = input({ shape: [28, 28, 1] });
  let x = layers.conv2d({ ...doubling, filters: 16 }).apply(picture);
  x = layers.conv2d({ ...doubling, filters: 32 }).apply(layers.leakyReLU({ alpha: 0.2 }).apply(x));
  x = layers.flatten().apply(layers.leakyReLU({ alpha: 0.2 }).apply(x));
  const logit = layers.dense({ units: 1 }).apply(x);
  const hidden = layers.dense({ units: 32, activation: 'relu' }).apply(x);
  const guess = [classes, numbers].map((units) => layers.dense({ units }).apply(hidden));
  return model({ inputs: picture, outputs: [logit, ...guess] as SymbolicTensor[] });
}
