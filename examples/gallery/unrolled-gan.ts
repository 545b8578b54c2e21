import { grads, mul, type Scalar, sub, type Tensor } from '@tensorflow/tfjs-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { nonSaturatingLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { GameTrainer } from 'gan-core/trainer';
import type { GameSettings, NetworksGame } from './game';
import { openPerceptron, perceptronWith } from './networks/open-perceptron';
import { perceptron } from './networks/perceptron';

// Unrolled GAN on a ring of Gaussians: G plays against the D that would come of some further steps of gradient descent, and its
// gradient goes through these steps, so that it is told how D would answer; piling all samples up on one mode no longer pays.
// The steps are taken inside G's loss, by `grads` of a D that can be applied with other weights than its own.
// Metz, Poole, Pfau & Sohl-Dickstein 2017, "Unrolled Generative Adversarial Networks".

const latent = normalLatent(16);
const gan = nonSaturatingLoss();

export interface UnrolledSettings extends GameSettings {
  /** How many steps of D are looked ahead; with 0 it is a GAN as usual. Default 5. */
  readonly unrolled?: number;
}

export function unrolledGan(settings: UnrolledSettings = {}): NetworksGame {
  const { seed = 1, backend = 'wasm', unrolled = 5 } = settings;
  const trainer = new GameTrainer({
    networks: { g: () => perceptron(16, 2), d: () => openPerceptron(2, 1) },
    batch: ['real'],
    updates: [
      {
        name: 'd',
        trains: ['d'],
        optimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
        loss({ networks: { g, d }, batch: { real }, random, withoutGradients }) {
          const fake = withoutGradients(() => g(latent.sample(real.shape[0]!, random)));
          return gan.discriminator({ real: d(real), fake: d(fake) });
        },
      },
      {
        name: 'g',
        trains: ['g'],
        optimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
        loss: ({ networks: { g, d }, batch: { real }, random }) =>
          withSecondOrderGradients(() => {
            const fake = g(latent.sample(real.shape[0]!, random));
            const ahead = lookAhead(d.weights, real, fake, unrolled);
            return gan.generator({ fake: perceptronWith(ahead, fake) });
          }),
      },
    ],
    sample: ({ networks: { g }, random }, count) => g(latent.sample(count, random)),
    backend,
    seed,
  });
  return { trainer, data: gaussianRing(), batchSize: 128 };
}

/** D's weights after so many steps of gradient descent, as a function of what G made. */
function lookAhead(weights: readonly Tensor[], real: Tensor, fake: Tensor, steps: number): readonly Tensor[] {
  const loss = (...of: Tensor[]): Scalar =>
    gan.discriminator({ real: perceptronWith(of, real), fake: perceptronWith(of, fake) });
  let ahead = weights;
  for (let step = 0; step < steps; step++) {
    const slopes = grads(loss)([...ahead]);
    ahead = ahead.map((weight, index) => sub(weight, mul(slopes[index]!, rate)));
  }
  return ahead;
}

/** The learning rate of the steps ahead. */
const rate = 0.1;
