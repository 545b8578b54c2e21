import { layers, sequential } from '@tensorflow/tfjs-layers';
import { adam, gaussianRing, normalLatent, type TrainerOptions } from 'gan-core';

/** The data: eight Gaussians on a ring, fresh points in each batch. */
export const real = gaussianRing();

/** Dense layers with ReLUs between them. Logits and points are any numbers: no activation at the end. */
function perceptron(inputs: number, outputs: number) {
  const { dense } = layers;
  return sequential({
    layers: [
      dense({ units: 128, activation: 'relu', inputShape: [inputs] }),
      dense({ units: 128, activation: 'relu' }),
      dense({ units: outputs }),
    ],
  });
}

/** The two networks, made once the backend runs, and how they learn. */
export const game = {
  generator: () => perceptron(2, 2),
  discriminator: () => perceptron(2, 1),
  latent: normalLatent(2),
  generatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
  discriminatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
  generatorEma: { decay: 0.995 },
  backend: 'wasm',
} satisfies TrainerOptions;
