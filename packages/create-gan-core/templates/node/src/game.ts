import { layers, sequential } from '@tensorflow/tfjs-layers';
import { adam, normalLatent, type TrainerOptions } from 'gan-core';

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

/** The two networks for points of so many numbers, and how they learn. */
export function game(dimension: number) {
  const latentSize = Math.max(2, dimension);
  return {
    generator: () => perceptron(latentSize, dimension),
    discriminator: () => perceptron(dimension, 1),
    latent: normalLatent(latentSize),
    generatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
    discriminatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
    generatorEma: { decay: 0.995 },
    backend: 'wasm',
  } satisfies TrainerOptions;
}
