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
import { createRandom, normalLatent } from 'gan-core/distributions';
import { wassersteinLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { type LossTerm, wganGpPenalty } from 'gan-core/penalties';
import { type DataSampler, type TrainableModel, Trainer } from 'gan-core/trainer';
import { madeTable, type Row, works } from './data/made-table';
import { modeCount, oneOf, pick, rowLength, type TableEncoding, tableEncoding } from './data/table-encoding';
import type { GalleryGame, GameSettings } from './game';

// CTGAN on a small table: an income with several peaks, and a kind of work of which one is rare. An income is encoded as the peak
// that it belongs to and the place within it; the rows of a batch are drawn by their work, rare ones more often than they are
// (`tableBatches`), and G is told which work it is to make and pays by `saidWork` for another; it draws by a Gumbel
// softmax. The game is WGAN-GP's, with packs of ten.
// Xu, Skoularidou, Cuesta-Infante & Veeramachaneni 2019, "Modeling Tabular data using Conditional GAN".

export interface CtganGame extends GalleryGame {
  /** A generated row, read from its numbers. */
  readonly decode: TableEncoding['decode'];
}

export function ctgan({ seed = 1, backend = 'wasm' }: GameSettings = {}): CtganGame {
  const rows = madeTable(1000, createRandom(seed));
  const { encode, decode } = tableEncoding(rows);
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
  return { trainer, data: tableBatches(rows, encode), batchSize: 100, decode };
}

const [packing, kinds] = [10, works.length] as const;

/** Encoded rows; the condition is their work. Training by sampling: a work is drawn by the logarithm of how often it is there. */
function tableBatches(rows: readonly Row[], encode: TableEncoding['encode']): DataSampler {
  const byWork = works.map((_, work) => rows.filter((row) => row.work === work));
  const weights = byWork.map(({ length }) => Math.log(1 + length));
  return {
    shape: [rowLength],
    sample(count, random) {
      const chosen = Array.from({ length: count }, () => {
        const ofWork = byWork[pick(weights, random)]!;
        return ofWork[random.integer(ofWork.length)]!;
      });
      return {
        real: tensor2d(chosen.map((row) => encode(row, random))),
        condition: tensor2d(chosen.map(({ work }) => oneOf(work, kinds))),
      };
    },
  };
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
