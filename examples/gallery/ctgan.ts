import {
  concat,
  log,
  logSoftmax,
  mean,
  mul,
  neg,
  randomUniform,
  slice,
  softmax,
  sub,
  sum,
  type Tensor,
  tanh,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { input, type LayersModel, layers, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { createRandom, normalLatent, type Random } from 'gan-core/distributions';
import { wassersteinLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { type LossTerm, wganGpPenalty } from 'gan-core/penalties';
import { type DataSampler, type TrainableModel, Trainer } from 'gan-core/trainer';
import { fitModes, type Mode, modeWeights } from './data/fit-modes';
import { madeTable, type Row, works } from './data/made-table';
import type { GalleryGame, GameSettings } from './game';

// CTGAN on a small table: an income with several peaks, and a kind of work of which one is rare. An income is encoded as the peak
// that it belongs to and the place within it; the rows of a batch are drawn by their work, rare ones more often than they are
// (`tableBatches`), and G is told which work it is to make and pays by `saidWork` for another; it draws by a Gumbel
// softmax. The game is WGAN-GP's, with packs of ten.
// Xu, Skoularidou, Cuesta-Infante & Veeramachaneni 2019, "Modeling Tabular data using Conditional GAN".

export function ctgan({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const rows = madeTable(1000, createRandom(seed));
  const saidWork: LossTerm = {
    name: 'said work',
    of: 'generator',
    compute: ({ generated, condition }) =>
      neg(mean(sum(mul(condition as Tensor, logSoftmax(generated[1]!)), 1))),
  };
  const trainer = new Trainer({
    generator,
    discriminator: critic,
    latent: normalLatent(16),
    loss: wassersteinLoss(),
    packing,
    terms: [wganGpPenalty({ weight: 10 }), saidWork],
    generatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5, beta2: 0.9 }),
    discriminatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5, beta2: 0.9 }),
    backend,
    seed,
  });
  return {
    trainer,
    data: tableBatches(
      rows,
      fitModes(
        rows.map(({ income }) => income),
        modeCount,
      ),
    ),
    batchSize: 100,
  };
}

const [packing, modeCount, kinds] = [10, 3, works.length] as const;
const rowLength = 1 + modeCount + kinds;

/** Rows encoded as the place within a mode, the mode and the work, both one-hot; the condition is the work. */
function tableBatches(rows: readonly Row[], modes: readonly Mode[]): DataSampler {
  const byWork = works.map((_, work) => rows.filter((row) => row.work === work));
  // Training by sampling: by the logarithm of how often each is there.
  const weights = byWork.map(({ length }) => Math.log(1 + length));
  return {
    shape: [rowLength],
    sample(count, random) {
      const chosen = Array.from({ length: count }, () => {
        const ofWork = byWork[pick(weights, random)]!;
        return ofWork[random.integer(ofWork.length)]!;
      });
      return {
        real: tensor2d(chosen.map((row) => encode(row, modes, random))),
        condition: tensor2d(chosen.map(({ work }) => oneOf(work, kinds))),
      };
    },
  };
}

/** Mode-specific normalization: a mode is drawn by how likely it is, and the income told in four of its deviations. */
function encode({ income, work }: Row, modes: readonly Mode[], random: Random): number[] {
  const mode = pick(modeWeights(income, modes), random);
  const { mean, deviation } = modes[mode]!;
  const place = Math.max(-1, Math.min(1, (income - mean) / (4 * deviation)));
  return [place, ...oneOf(mode, modeCount), ...oneOf(work, kinds)];
}

const oneOf = (index: number, count: number) =>
  Array.from({ length: count }, (_, each) => Number(each === index));

/** An index, as often as its weight says. */
function pick(weights: readonly number[], random: Random): number {
  let left = random.next() * weights.reduce((total, weight) => total + weight, 0);
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index < 0 ? weights.length - 1 : index;
}

/** Noise and the work that is wanted in; out comes a row, and behind it the logits of its work, for `saidWork`. */
function generator(): TrainableModel {
  const network = joined([16, kinds], rowLength, (x) =>
    layers.reLU().apply(layers.batchNormalization().apply(x)),
  );
  return {
    apply(noise, { condition, training = false } = {}) {
      const numbers = network.apply([noise, condition as Tensor], { training }) as Tensor;
      const part = (from: number, size: number) => slice(numbers, [0, from], [-1, size]);
      const workLogits = part(1 + modeCount, kinds);
      const row = [tanh(part(0, 1)), gumbelSoftmax(part(1, modeCount)), gumbelSoftmax(workLogits)];
      return [concat(row, 1), workLogits];
    },
    get trainableWeights() {
      return network.trainableWeights;
    },
    get weights() {
      return network.weights;
    },
    dispose: () => network.dispose(),
  };
}

/** Nearly one-hot, and drawn by the logits' probabilities: their softmax with noise, at the temperature 0.2. */
function gumbelSoftmax(logits: Tensor): Tensor {
  const gumbel = neg(log(neg(log(randomUniform(logits.shape, 1e-6, 1 - 1e-6)))));
  return softmax(mul(sub(logits, neg(gumbel)), 1 / 0.2));
}

/** A pack of rows and of their works in, one number out. */
function critic(): LayersModel {
  return joined([packing * rowLength, packing * kinds], 1, (x) =>
    layers.dropout({ rate: 0.5 }).apply(layers.leakyReLU({ alpha: 0.2 }).apply(x)),
  );
}

function joined(
  inputs: readonly [number, number],
  units: number,
  between: (x: SymbolicTensor) => ReturnType<LayersModel['apply']>,
): LayersModel {
  const both = inputs.map((size) => input({ shape: [size] }));
  let x = layers.concatenate().apply(both) as SymbolicTensor;
  for (let layer = 0; layer < 2; layer++)
    x = between(layers.dense({ units: 64 }).apply(x) as SymbolicTensor) as SymbolicTensor;
  return model({
    inputs: both,
    outputs: layers.dense({ units, useBias: units > 1 }).apply(x) as SymbolicTensor,
  });
}
