import { tensor3d } from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import { adam } from 'gan-core/optimizers';
import { r1Penalty } from 'gan-core/penalties';
import { type DataSampler, Trainer } from 'gan-core/trainer';
import type { GalleryGame, GameSettings } from './game';

// A GAN of recurrent networks, on sine waves: an LSTM turns a sequence of noise into a sequence of numbers, and another reads one and
// judges it. Sequences are samples of shape [time, values], noise of another; nothing else of the game is special. The paper's D
// judges every point of time, this one the whole wave; R1, a gradient of a gradient through an LSTM, is added to show that it works.
// Esteban, Hyland & Rätsch 2017, "Real-valued (Medical) Time Series Generation with Recurrent Conditional GANs".

export function lstmGan({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const trainer = new Trainer({
    generator,
    discriminator,
    latent: normalLatent([length, 4]),
    terms: [r1Penalty({ gamma: 0.1, every: 4 })],
    generatorOptimizer: adam({ learningRate: 2e-3 }),
    discriminatorOptimizer: adam({ learningRate: 2e-3 }),
    backend,
    seed,
  });
  return { trainer, data: waves, batchSize: 32 };
}

const length = 12;

/** Sine waves of random frequency, phase and height, 12 points each. */
const waves: DataSampler = {
  shape: [length, 1],
  sample(count, random) {
    const values = Array.from({ length: count }, () => {
      const [turns, phase, height] = [
        1 + random.next(),
        2 * Math.PI * random.next(),
        0.5 + random.next() / 2,
      ];
      return Array.from({ length }, (_, time) => [
        height * Math.sin((2 * Math.PI * turns * time) / length + phase),
      ]);
    });
    return tensor3d(values);
  },
};

function generator(): Sequential {
  return sequential({
    layers: [
      layers.lstm({ units: 16, returnSequences: true, inputShape: [length, 4] }),
      layers.timeDistributed({ layer: layers.dense({ units: 1, activation: 'tanh' }) }),
    ],
  });
}

function discriminator(): Sequential {
  return sequential({
    layers: [layers.lstm({ units: 16, inputShape: [length, 1] }), layers.dense({ units: 1 })],
  });
}
