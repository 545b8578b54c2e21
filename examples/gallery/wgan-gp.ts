import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { wassersteinLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { wganGpPenalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import type { GalleryGame, GameSettings } from './game';
import { critic, perceptron } from './networks/perceptron';

// WGAN-GP on a ring of Gaussians: in place of WGAN's clamp, a penalty draws the norm of the critic's gradient to 1, at points between
// real and generated samples. The penalty is a term of the critic's, which takes five steps to one of G.
// Gulrajani, Ahmed, Arjovsky, Dumoulin & Courville 2017, "Improved Training of Wasserstein GANs".

export function wganGp({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const trainer = new Trainer({
    generator: () => perceptron(2, 2),
    discriminator: () => critic(2),
    latent: normalLatent(2),
    loss: wassersteinLoss(),
    terms: [wganGpPenalty({ weight: 10 })],
    discriminatorSteps: 5,
    generatorOptimizer: adam({ learningRate: 1e-3, beta1: 0, beta2: 0.9 }),
    discriminatorOptimizer: adam({ learningRate: 1e-3, beta1: 0, beta2: 0.9 }),
    backend,
    seed,
  });
  return { trainer, data: gaussianRing(), batchSize: 64 };
}
