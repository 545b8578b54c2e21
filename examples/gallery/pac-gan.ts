import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { adam } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import type { GalleryGame, GameSettings } from './game';
import { perceptron } from './networks/perceptron';

// PacGAN on a ring of Gaussians: D judges two samples together, so that it sees when G makes the same again and again. `packing: 2`
// carries it, with a D that takes twice as many values.
// Lin, Khetan, Fanti & Oh 2018, "PacGAN: The power of two samples in generative adversarial networks".

export function pacGan({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const trainer = new Trainer({
    generator: () => perceptron(2, 2, 128),
    discriminator: () => perceptron(2 * 2, 1, 128),
    latent: normalLatent(2),
    packing: 2,
    generatorOptimizer: adam({ learningRate: 1e-3 }),
    discriminatorOptimizer: adam({ learningRate: 1e-3 }),
    backend,
    seed,
  });
  return { trainer, data: gaussianRing(), batchSize: 128 };
}
