import { add, exp, mean, mul, type Scalar, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import {
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';
import { normalLatent, type Random } from 'gan-core/distributions';
import { nonSaturatingLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { GameTrainer, type NetworkFunctions } from 'gan-core/trainer';
import { filledShapes, shapeSize } from './data/shapes';
import { withoutCondition } from './data/without-condition';
import type { GameSettings, NetworksGame } from './game';

// VAE-GAN on made shapes: a variational autoencoder whose decoder is a generator too. Pictures are compared by what a layer of D makes
// of them, not pixel by pixel; D judges decoded codes and decoded noise. The three networks have a loss each, all of one
// state of the game: `moves: 'simultaneous'`.
// Larsen, Sønderby, Larochelle & Winther 2016, "Autoencoding beyond pixels using a learned similarity metric".

const latent = normalLatent(16);
const gan = nonSaturatingLoss();
/** What the likeness of a picture counts for the decoder, beside being taken for real. */
const gamma = 1;

export function vaeGan({ seed = 1, backend = 'wasm' }: GameSettings = {}): NetworksGame {
  const trainer = new GameTrainer({
    networks: { encoder, decoder, discriminator },
    batch: ['real'],
    moves: 'simultaneous',
    updates: [
      {
        name: 'encoder',
        trains: ['encoder'],
        optimizer: adam({ learningRate: 1e-3 }),
        loss({ networks, batch: { real }, random }) {
          const { decoded, prior } = autoencoded(networks, real, random);
          return { prior, likeness: likeness(networks, decoded, real) };
        },
      },
      {
        name: 'decoder',
        trains: ['decoder'],
        optimizer: adam({ learningRate: 1e-3 }),
        loss({ networks, batch: { real }, random }) {
          const { decoded, drawn } = autoencoded(networks, real, random);
          const adversarial = [decoded, drawn].map((fake) =>
            gan.generator({ fake: networks.discriminator(fake) }),
          );
          return {
            likeness: mul(likeness(networks, decoded, real), gamma),
            decoded: adversarial[0]!,
            drawn: adversarial[1]!,
          };
        },
      },
      {
        name: 'discriminator',
        trains: ['discriminator'],
        optimizer: adam({ learningRate: 1e-3 }),
        loss({ networks, batch: { real }, random, withoutGradients }) {
          const { decoded, drawn } = withoutGradients(() => autoencoded(networks, real, random));
          const { discriminator: d } = networks;
          return add(
            gan.discriminator({ real: d(real), fake: d(decoded) }),
            gan.discriminator({ real: d(real), fake: d(drawn) }),
          );
        },
      },
    ],
    sample: ({ networks: { encoder, decoder }, random }, count, { condition }) =>
      decoder(condition ? encoder(condition as Tensor) : latent.sample(count, random)),
    backend,
    seed,
  });
  return { trainer, data: withoutCondition(filledShapes()), batchSize: 16 };
}

type Networks = NetworkFunctions<Record<'encoder' | 'decoder' | 'discriminator', LayersModel>>;

/** Real pictures there and back, by a code that is drawn; pictures of noise; and how far the codes are from noise. */
function autoencoded({ encoder, decoder }: Networks, real: Tensor, random: Random) {
  const [means, logVariances] = encoder.outputs(real) as readonly [Tensor, Tensor];
  const count = real.shape[0]!;
  const code = add(means, mul(exp(mul(logVariances, 0.5)), latent.sample(count, random)));
  // Kullback–Leibler divergence of the code's distribution from the prior.
  const terms = sub(add(square(means), exp(logVariances)), add(logVariances, 1));
  return {
    decoded: decoder(code),
    drawn: decoder(latent.sample(count, random)),
    prior: mul(mean(sum(terms, 1)), 0.5) as Scalar,
  };
}

/** How far pictures are apart, by D's last hidden layer. */
function likeness({ discriminator }: Networks, x: Tensor, y: Tensor): Scalar {
  const [ofX, ofY] = [x, y].map((each) => discriminator.outputs(each)[1]!);
  return mul(mean(sum(square(sub(ofX!, ofY!)), 1)), 0.5);
}

const half = { kernelSize: 4, strides: 2, padding: 'same' } as const;

/** A picture in; the mean of its code and the logarithm of its variance out. */
function encoder(): LayersModel {
  const { picture, features } = pictureReader();
  const heads = [0, 1].map(() => layers.dense({ units: 16 }).apply(features) as SymbolicTensor);
  return model({ inputs: picture, outputs: heads });
}

function decoder(): LayersModel {
  return sequential({
    layers: [
      layers.dense({ units: 4 * 4 * 32, activation: 'relu', inputShape: [16] }),
      layers.reshape({ targetShape: [4, 4, 32] }),
      layers.conv2dTranspose({ ...half, filters: 16, activation: 'relu' }),
      layers.conv2dTranspose({ ...half, filters: 1, activation: 'tanh' }),
    ],
  });
}

/** A picture in; a logit out, and the features that it was judged by. */
function discriminator(): LayersModel {
  const { picture, features } = pictureReader();
  const logit = layers.dense({ units: 1 }).apply(features) as SymbolicTensor;
  return model({ inputs: picture, outputs: [logit, features] });
}

function pictureReader() {
  const picture = input({ shape: [shapeSize, shapeSize, 1] });
  let x = layers.conv2d({ ...half, filters: 16 }).apply(picture);
  x = layers.conv2d({ ...half, filters: 32 }).apply(layers.leakyReLU({ alpha: 0.2 }).apply(x));
  x = layers.flatten().apply(layers.leakyReLU({ alpha: 0.2 }).apply(x));
  x = layers.dense({ units: 64 }).apply(x);
  return { picture, features: layers.leakyReLU({ alpha: 0.2 }).apply(x) as SymbolicTensor };
}
