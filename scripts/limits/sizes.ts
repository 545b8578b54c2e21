import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import * as estimators from 'gan-core/estimators';
import { modeCoverage } from 'gan-core/metrics';
import { adam } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { normalSamples } from './samples';

/** A piece of work of a size that was tried. */
export interface Size {
  readonly name: string;
  readonly size: string;
  run(): Promise<unknown>;
}

type Pair = [estimators.FlatSamples, estimators.FlatSamples];

/** An estimate from samples of two distributions, or of one where `sides` is empty. */
const ofPair = (
  name: string,
  count: number,
  dimension: number,
  estimate: (...pair: Pair) => Promise<unknown>,
  sides = '2 × ',
): Size => ({
  name,
  size: `${sides}${count.toLocaleString('en')} samples, ${dimension.toLocaleString('en')} ${dimension === 1 ? 'dimension' : 'dimensions'}`,
  run: () => estimate(normalSamples(count, dimension, 1), normalSamples(count, dimension, 2, 0.5)),
});

const wasserstein1 = (p: estimators.Samples, q: estimators.Samples) =>
  estimators.estimateWasserstein(p, q, { order: 1 });

/** The largest that were tried of each. */
export const sizes: readonly Size[] = [
  ofPair('`estimateKlByMaximumLikelihood`, Gaussian', 1_000_000, 2, (p, q) =>
    estimators.estimateKlByMaximumLikelihood(p, q, { family: estimators.gaussianFamily() }),
  ),
  ofPair('`estimateKlByMaximumLikelihood`, Gaussian', 10_000, 200, (p, q) =>
    estimators.estimateKlByMaximumLikelihood(p, q, { family: estimators.gaussianFamily() }),
  ),
  ofPair(
    '`heldOutLogLikelihood`, Gaussian mixture',
    10_000,
    2,
    (p) => estimators.heldOutLogLikelihood(p, estimators.gaussianMixtureFamily()),
    '',
  ),
  ofPair('`estimateJensenShannonByNeighbors`', 100_000, 2, estimators.estimateJensenShannonByNeighbors),
  ofPair('`estimateKlByNeighbors`', 100_000, 2, estimators.estimateKlByNeighbors),
  ofPair('`estimateKlByNeighbors`', 10_000, 20, estimators.estimateKlByNeighbors),
  ofPair('`estimateEntropyByNeighbors`', 100_000, 5, (p) => estimators.estimateEntropyByNeighbors(p), ''),
  ofPair('`estimateJensenShannonByDiscriminator`, 200 steps at most', 10_000, 784, (p, q) =>
    estimators.estimateJensenShannonByDiscriminator(p, q, { steps: 200 }),
  ),
  ofPair('`estimateKlByDonskerVaradhan`, 500 steps at most', 10_000, 20, (p, q) =>
    estimators.estimateKlByDonskerVaradhan(p, q, { steps: 500 }),
  ),
  ofPair(
    '`estimateDensityRatioByLogisticRegression`',
    100_000,
    5,
    estimators.estimateDensityRatioByLogisticRegression,
  ),
  ofPair('`estimateDensityRatioByUlsif`', 20_000, 10, estimators.estimateDensityRatioByUlsif),
  ofPair('`estimateMaximumMeanDiscrepancy`', 5_000, 10, estimators.estimateMaximumMeanDiscrepancy),
  ofPair('`estimateEnergyDistance`', 5_000, 10, estimators.estimateEnergyDistance),
  ofPair('`estimateWasserstein`, order 1', 2_000_000, 1, wasserstein1),
  ofPair('`estimateWasserstein`, order 1', 2_000, 10, wasserstein1),
  ofPair('`estimateSinkhornDivergence`', 2_000, 10, estimators.estimateSinkhornDivergence),
  ofPair('`estimateSlicedWasserstein`', 20_000, 100, estimators.estimateSlicedWasserstein),
  ofPair('`estimateSlicedWasserstein`', 50, 150_528, estimators.estimateSlicedWasserstein),
  ofPair(
    '`modeCoverage` of 25 modes',
    1_000_000,
    2,
    async ({ values }) => {
      const points = Array.from({ length: values.length / 2 }, (_, index) => [
        values[2 * index]!,
        values[2 * index + 1]!,
      ]);
      const centers = Array.from({ length: 25 }, (_, mode) => [mode % 5, Math.floor(mode / 5)]);
      return modeCoverage(points, { centers, standardDeviation: 0.1 });
    },
    '',
  ),
  ...[32, 64, 128].map(dcgan),
];

/** A step of a DCGAN (Radford et al. 2016), of 64 channels at its widest picture. */
function dcgan(side: number): Size {
  const batch = side === 128 ? 16 : 64;
  const steps = 3;
  return {
    name: `\`Trainer\`, DCGAN, ${steps} steps`,
    size: `batches of ${batch} pictures of ${side} × ${side} × 3`,
    async run() {
      const [generator, discriminator] = [dcganGenerator(side), dcganDiscriminator(side)];
      const trainer = new Trainer({
        generator,
        discriminator,
        latent: normalLatent(100),
        generatorOptimizer: adam({ learningRate: 2e-4, beta1: 0.5 }),
        discriminatorOptimizer: adam({ learningRate: 2e-4, beta1: 0.5 }),
      });
      const pictures = tf.randomUniform([batch, side, side, 3], -1, 1, 'float32', 1);
      await trainer.fit([pictures, pictures, pictures], { steps });
      trainer.dispose();
      tf.dispose([pictures, generator.getWeights(), discriminator.getWeights()]);
    },
  };
}

const convolution = { kernelSize: 4, strides: 2, padding: 'same', useBias: false } as const;
const channels = (level: number) => 64 * 2 ** level;
/** The levels between a picture and 4 × 4 values a channel, the widest first. */
const levelsOf = (side: number) => Array.from({ length: Math.log2(side / 4) }, (_, level) => level);

function dcganGenerator(side: number) {
  const levels = levelsOf(side);
  const deepest = channels(levels.length - 1);
  return sequential({
    layers: [
      layers.dense({ units: 16 * deepest, inputShape: [100] }),
      layers.reshape({ targetShape: [4, 4, deepest] }),
      ...[...levels].reverse().flatMap((level) => [
        layers.batchNormalization(),
        layers.reLU(),
        layers.conv2dTranspose({
          ...convolution,
          filters: level === 0 ? 3 : channels(level - 1),
          ...(level === 0 && { activation: 'tanh' }),
        }),
      ]),
    ],
  });
}

function dcganDiscriminator(side: number) {
  return sequential({
    layers: [
      ...levelsOf(side).flatMap((level) => [
        layers.conv2d({
          ...convolution,
          filters: channels(level),
          ...(level === 0 && { inputShape: [side, side, 3] }),
        }),
        layers.leakyReLU({ alpha: 0.2 }),
      ]),
      layers.flatten(),
      layers.dense({ units: 1 }),
    ],
  });
}
