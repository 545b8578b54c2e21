import type { Tensor } from '@tensorflow/tfjs-core';
import { input, type LayersModel, layers, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { nonSaturatingLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { GameTrainer } from 'gan-core/trainer';
import type { GameSettings, NetworksGame } from './game';
import { perceptron } from './networks/perceptron';

// BiGAN (also ALI): an encoder E learns beside G, and D sees pairs: samples with their codes, x and E(x), and noise with what G makes
// of it, G(z) and z. E and G try to make these look alike; where they do, each undoes the other, though no loss asks for that.
// Here on a ring of Gaussians. `trains: ['g', 'e']` and a D of two inputs carry it.
// Donahue, Krähenbühl & Darrell 2017, "Adversarial Feature Learning"; Dumoulin et al. 2017, "Adversarially Learned Inference".

const latent = normalLatent(2);
const gan = nonSaturatingLoss();

export function biGan({ seed = 1, backend = 'wasm' }: GameSettings = {}): NetworksGame {
  const trainer = new GameTrainer({
    networks: { g: () => perceptron(2, 2), e: () => perceptron(2, 2), d: judgeOfPairs },
    batch: ['real'],
    updates: [
      {
        name: 'd',
        trains: ['d'],
        optimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
        loss({ networks: { g, e, d }, batch: { real }, random, withoutGradients }) {
          const z = latent.sample(real.shape[0]!, random);
          const [made, code] = withoutGradients(() => [g(z), e(real)] as const);
          return gan.discriminator({ real: d(real, code), fake: d(made, z) });
        },
      },
      {
        name: 'g and e',
        trains: ['g', 'e'],
        optimizer: adam({ learningRate: 3e-4, beta1: 0.5 }),
        loss({ networks: { g, e, d }, batch: { real }, random }) {
          const z = latent.sample(real.shape[0]!, random);
          // D's loss with the labels exchanged.
          return gan.discriminator({ real: d(g(z), z), fake: d(real, e(real)) });
        },
      },
    ],
    averages: { networks: ['g', 'e'], decay: 0.99 },
    sample: ({ networks: { g, e }, random }, count, { condition }) =>
      g(condition ? e(condition as Tensor) : latent.sample(count, random)),
    backend,
    seed,
  });
  return { trainer, data: gaussianRing(), batchSize: 128 };
}

/** A point and a code in, a logit out. */
function judgeOfPairs(): LayersModel {
  const pair = [input({ shape: [2] }), input({ shape: [2] })];
  let x = layers.concatenate().apply(pair);
  for (let layer = 0; layer < 2; layer++) x = layers.dense({ units: 128, activation: 'relu' }).apply(x);
  return model({ inputs: pair, outputs: layers.dense({ units: 1 }).apply(x) as SymbolicTensor });
}
