import { layers, sequential } from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { adam } from 'gan-core/optimizers';
import { type Callback, Trainer } from 'gan-core/trainer';

export const ringSettings = {
  batchSize: 256,
  latentSize: 2,
  hiddenUnits: [128, 128],
  learningRate: 1e-3,
  beta1: 0.5,
  emaDecay: 0.995,
};

/** The data: eight Gaussians on a ring, the toy on which mode collapse shows. */
export const ring = gaussianRing({ modes: 8, radius: 1, standardDeviation: 0.02 });

/** Two small networks that play for the ring. */
export function ringTrainer(options: {
  readonly seed: number;
  readonly callbacks: readonly Callback[];
}): Trainer {
  const { latentSize, learningRate, beta1, emaDecay } = ringSettings;
  return new Trainer({
    generator: () => perceptron(latentSize, 2),
    discriminator: () => perceptron(2, 1),
    latent: normalLatent(latentSize),
    generatorOptimizer: adam({ learningRate, beta1 }),
    discriminatorOptimizer: adam({ learningRate, beta1 }),
    generatorEma: { decay: emaDecay },
    backend: 'wasm',
    ...options,
  });
}

/** Dense layers with ReLUs between them; its initial weights come from the Trainer's seed. */
function perceptron(inputs: number, outputs: number) {
  const model = sequential();
  model.add(layers.inputLayer({ inputShape: [inputs] }));
  for (const units of ringSettings.hiddenUnits) {
    model.add(layers.dense({ units, activation: 'relu' }));
  }
  model.add(layers.dense({ units: outputs }));
  return model;
}
