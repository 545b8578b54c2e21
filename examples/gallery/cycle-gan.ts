import { add, losses, mul, type Tensor } from '@tensorflow/tfjs-core';
import {
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';
import { leastSquaresDiscriminatorLoss, leastSquaresGeneratorLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { type GameBatch, GameTrainer, type UpdateContext, type UpdateLoss } from 'gan-core/trainer';
import { type ImagePool, imagePool } from './data/image-pool';
import { shapeSize } from './data/shapes';
import { twoColors } from './data/two-colors';
import type { GameSettings, NetworksGame } from './game';

// CycleGAN: two translators learn to turn pictures of A into such of B and back, here shapes in orange and in blue, without a single
// pair. Each has a discriminator, and what goes there and back again must be what it was. Four networks, two updates: the
// translators' three terms, and the discriminators' losses by the pool of generated images that their update keeps.
// Zhu, Park, Isola & Efros 2017, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks".

export function cycleGan({ seed = 1, backend = 'wasm' }: GameSettings = {}): NetworksGame {
  const pool = imagePool(50);
  const trainer = new GameTrainer({
    networks: { toA: translator, toB: translator, ofA: patchCritic, ofB: patchCritic },
    batch: ['a', 'b'],
    updates: [
      { name: 'generators', trains: ['toA', 'toB'], optimizer: adam({ learningRate: 2e-3 }), loss: paint },
      { name: 'critics', trains: ['ofA', 'ofB'], loss: (context) => criticize(context, pool), state: pool },
    ],
    sample: ({ networks: { toB } }, _, { condition }) => toB(condition as Tensor),
    backend,
    seed,
  });
  return { trainer, data: twoColors, batchSize: 8 };
}

type Context = UpdateContext<Record<'toA' | 'toB' | 'ofA' | 'ofB', LayersModel>, GameBatch<'a' | 'b'>>;

function paint({ networks: { toA, toB, ofA, ofB }, batch: { a, b } }: Context): UpdateLoss {
  const [inA, inB] = [toA(b), toB(a)];
  return {
    adversarial: add(leastSquaresGeneratorLoss(ofA(inA)), leastSquaresGeneratorLoss(ofB(inB))),
    cycle: mul(add(losses.absoluteDifference(a, toA(inB)), losses.absoluteDifference(b, toB(inA))), 10),
    identity: mul(add(losses.absoluteDifference(a, toA(a)), losses.absoluteDifference(b, toB(b))), 5),
  };
}

function criticize({ networks, batch: { a, b }, random, withoutGradients }: Context, pool: ImagePool) {
  const { toA, toB, ofA, ofB } = networks;
  const fakes = withoutGradients(() => pool.exchange({ a: toA(b), b: toB(a) }, random));
  return {
    a: leastSquaresDiscriminatorLoss(ofA(a), ofA(fakes.a)),
    b: leastSquaresDiscriminatorLoss(ofB(b), ofB(fakes.b)),
  };
}

const half = { kernelSize: 4, strides: 2, padding: 'same' } as const;
const same = { kernelSize: 3, padding: 'same' } as const;

/** Down once, a residual block, and up once. */
function translator(): LayersModel {
  const picture = input({ shape: [shapeSize, shapeSize, 3] });
  const down = layers.conv2d({ ...half, filters: 16, activation: 'relu' }).apply(picture);
  let x = layers.conv2d({ ...same, filters: 16, activation: 'relu' }).apply(down);
  x = layers.conv2d({ ...same, filters: 16 }).apply(x);
  x = layers.add().apply([x as SymbolicTensor, down as SymbolicTensor]);
  x = layers.conv2dTranspose({ ...half, filters: 3, activation: 'tanh' }).apply(x);
  return model({ inputs: picture, outputs: x as SymbolicTensor });
}

/** PatchGAN: a logit for each of 4 x 4 patches. */
function patchCritic(): LayersModel {
  return sequential({
    layers: [
      layers.conv2d({ ...half, filters: 16, inputShape: [shapeSize, shapeSize, 3] }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.conv2d({ ...half, filters: 32 }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.conv2d({ ...same, filters: 1 }),
    ],
  });
}
