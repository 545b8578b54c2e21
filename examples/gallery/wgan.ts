import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { wassersteinLoss } from 'gan-core/losses';
import { rmsProp, withWeightClipping } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import type { GalleryGame, GameSettings } from './game';
import { critic, perceptron } from './networks/perceptron';

// WGAN as of 2017, on a ring of Gaussians: the critic's weights are clamped to [−0.01, 0.01] after each update, and both networks
// are trained by RMSProp. As in the authors' code, the critic takes 100 steps in each of the first 25 and in every 500th
// after, else 5: `discriminatorSteps` is a function of the step.
// Arjovsky, Chintala & Bottou 2017, "Wasserstein GAN".

export function wgan({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const trainer = new Trainer({
    generator: () => perceptron(2, 2),
    discriminator: () => critic(2),
    latent: normalLatent(2),
    loss: wassersteinLoss(),
    discriminatorSteps: (step) => (step < 25 || step % 500 === 0 ? 100 : 5),
    generatorOptimizer: rmsProp({ learningRate: 5e-5 }),
    discriminatorOptimizer: withWeightClipping(rmsProp({ learningRate: 5e-5 }), { limit: 0.01 }),
    backend,
    seed,
  });
  return { trainer, data: gaussianRing(), batchSize: 64 };
}
