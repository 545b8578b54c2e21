import { gaussianGrid, normalLatent } from 'gan-core/distributions';
import { relativisticLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { r1Penalty, r2Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import type { GalleryGame, GameSettings } from './game';
import { critic, perceptron } from './networks/perceptron';

// R3GAN's game, on a grid of 25 Gaussians: the loss compares each real sample with a generated one, and the gradient of D is
// penalized at both, by R1 and R2. No other trick is needed.
// The loss and the two terms carry it; the paper's networks are left out.
// Huang, Gokaslan, Kuleshov & Tompkin 2024, "The GAN is dead; long live the GAN! A Modern GAN Baseline".

export function r3gan({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const trainer = new Trainer({
    generator: () => perceptron(16, 2, 128),
    discriminator: () => critic(2, 128),
    latent: normalLatent(16),
    loss: relativisticLoss(),
    terms: [r1Penalty({ gamma: 0.05 }), r2Penalty({ gamma: 0.05 })],
    generatorOptimizer: adam({ learningRate: 2e-3, beta1: 0, beta2: 0.99 }),
    discriminatorOptimizer: adam({ learningRate: 2e-3, beta1: 0, beta2: 0.99 }),
    generatorEma: { decay: 0.99 },
    backend,
    seed,
  });
  return { trainer, data: gaussianGrid(), batchSize: 128 };
}
