import { mean, square, sub } from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import { nonSaturatingLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { GameTrainer } from 'gan-core/trainer';
import { labelledDigits } from './data/labelled-digits';
import { withoutCondition } from './data/without-condition';
import type { GameSettings, NetworksGame } from './game';
import { perceptron } from './networks/perceptron';

// Adversarial autoencoder on handwritten digits: an encoder and a decoder learn to keep a picture in eight numbers, and a D, which sees
// these codes alone, makes them look like drawn from a normal distribution; so what the decoder makes of noise is a picture too.
// Three updates, of which two move the encoder: one for the pictures, one against D.
// Makhzani, Shlens, Jaitly, Goodfellow & Frey 2015, "Adversarial Autoencoders".

const prior = normalLatent(8);
const gan = nonSaturatingLoss();

export function adversarialAutoencoder({ seed = 1, backend = 'wasm' }: GameSettings = {}): NetworksGame {
  const trainer = new GameTrainer({
    networks: { encoder, decoder, ofCodes: () => perceptron(8, 1) },
    batch: ['real'],
    updates: [
      {
        name: 'reconstruction',
        trains: ['encoder', 'decoder'],
        optimizer: adam({ learningRate: 1e-3 }),
        loss: ({ networks: { encoder, decoder }, batch: { real } }) =>
          mean(square(sub(decoder(encoder(real)), real))),
      },
      {
        name: 'discriminator',
        trains: ['ofCodes'],
        optimizer: adam({ learningRate: 2e-4, beta1: 0.5 }),
        loss({ networks: { encoder, ofCodes }, batch: { real }, random, withoutGradients }) {
          const codes = withoutGradients(() => encoder(real));
          const drawn = prior.sample(real.shape[0]!, random);
          return gan.discriminator({ real: ofCodes(drawn), fake: ofCodes(codes) });
        },
      },
      {
        name: 'encoder',
        trains: ['encoder'],
        optimizer: adam({ learningRate: 5e-4, beta1: 0.5 }),
        loss: ({ networks: { encoder, ofCodes }, batch: { real } }) =>
          gan.generator({ fake: ofCodes(encoder(real)) }),
      },
    ],
    sample: ({ networks: { decoder }, random }, count) => decoder(prior.sample(count, random)),
    backend,
    seed,
  });
  return { trainer, data: withoutCondition(labelledDigits()), batchSize: 64 };
}

function encoder(): Sequential {
  return sequential({
    layers: [
      layers.flatten({ inputShape: [28, 28, 1] }),
      layers.dense({ units: 128, activation: 'relu' }),
      layers.dense({ units: 8 }),
    ],
  });
}

function decoder(): Sequential {
  return sequential({
    layers: [
      layers.dense({ units: 128, activation: 'relu', inputShape: [8] }),
      layers.dense({ units: 28 * 28, activation: 'tanh' }),
      layers.reshape({ targetShape: [28, 28, 1] }),
    ],
  });
}
