import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { ArgumentError } from 'gan-core';
import { adaptiveAugmentation, diffAugment, horizontalFlip } from 'gan-core/augmentation';
import { useBackend } from 'gan-core/backends';
import * as callbacks from 'gan-core/callbacks';
import {
  createRandom,
  interpolate,
  normalLatent,
  styleMixing,
  truncatedNormalLatent,
  truncateLatent,
  uniformLatent,
} from 'gan-core/distributions';
import * as estimators from 'gan-core/estimators';
import * as losses from 'gan-core/losses';
import { FeatureMoments, klOverModes, modeCoverage } from 'gan-core/metrics';
import { spectralNormalization } from 'gan-core/models';
import { progressBar, runFolder, tensorBoard } from 'gan-core/node';
import { adam, withGradientClipping, withWeightClipping } from 'gan-core/optimizers';
import * as penalties from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';

onCpu();

const x = tf.tensor2d([[1], [2]]);
const one = tf.scalar(1);
const divergence = losses.klFDivergence;
const discriminate = (samples: tf.Tensor) => samples;
const classes = tf.tensor([0, 1], [2], 'int32');
const anchors = { real: 0, fake: one };
const noise = { share: 0.1, random: createRandom(0) };

const withoutOptions = {
  hingeLoss: losses.hingeLoss,
  leastSquaresLoss: losses.leastSquaresLoss,
  wassersteinLoss: losses.wassersteinLoss,
  relativisticLoss: losses.relativisticLoss,
  relativisticAverageLoss: losses.relativisticAverageLoss,
};
const ofBoth = {
  hingeDiscriminatorLoss: losses.hingeDiscriminatorLoss,
  leastSquaresDiscriminatorLoss: losses.leastSquaresDiscriminatorLoss,
  wassersteinDiscriminatorLoss: losses.wassersteinDiscriminatorLoss,
  relativisticDiscriminatorLoss: losses.relativisticDiscriminatorLoss,
  relativisticGeneratorLoss: losses.relativisticGeneratorLoss,
  relativisticAverageDiscriminatorLoss: losses.relativisticAverageDiscriminatorLoss,
  relativisticAverageGeneratorLoss: losses.relativisticAverageGeneratorLoss,
};
const ofFakes = {
  hingeGeneratorLoss: losses.hingeGeneratorLoss,
  leastSquaresGeneratorLoss: losses.leastSquaresGeneratorLoss,
  wassersteinGeneratorLoss: losses.wassersteinGeneratorLoss,
  minimaxGeneratorLoss: losses.minimaxGeneratorLoss,
  nonSaturatingGeneratorLoss: losses.nonSaturatingGeneratorLoss,
};

/** A function, called with the options as its type doesn't allow, and the keys that it reads. */
type Row = [name: string, call: (options: never) => unknown, known: string];
const rows: Row[] = [
  ['minimaxLoss', losses.minimaxLoss, 'labelSmoothing'],
  ['nonSaturatingLoss', losses.nonSaturatingLoss, 'labelSmoothing'],
  ['fGanLoss', (options) => losses.fGanLoss(divergence, options), 'form'],
  ...Object.entries(withoutOptions).map(
    ([name, factory]): Row => [name, factory as Row[1], 'none: there is nothing to set'],
  ),
  ...Object.entries(ofBoth).map(([name, loss]): Row => [name, (options) => loss(x, x, options), 'reduction']),
  ...Object.entries(ofFakes).map(([name, loss]): Row => [name, (options) => loss(x, options), 'reduction']),
  [
    'minimaxDiscriminatorLoss',
    (options) => losses.minimaxDiscriminatorLoss(x, x, options),
    'labelSmoothing, reduction',
  ],
  [
    'fGanDiscriminatorLoss',
    (options: object) => losses.fGanDiscriminatorLoss(x, x, { divergence, ...options }),
    'divergence, reduction',
  ],
  [
    'fGanGeneratorLoss',
    (options: object) => losses.fGanGeneratorLoss(x, { divergence, ...options }),
    'divergence, form, reduction',
  ],
  [
    'auxiliaryClassifierLoss',
    (options) => losses.auxiliaryClassifierLoss(tf.ones([2, 3]), classes, options),
    'reduction',
  ],
  ['r1GradientPenalty', (options) => penalties.r1GradientPenalty(discriminate, x, options), 'gamma'],
  ['r2GradientPenalty', (options) => penalties.r2GradientPenalty(discriminate, x, options), 'gamma'],
  [
    'wganGpGradientPenalty',
    (options) => penalties.wganGpGradientPenalty(discriminate, x, x, options),
    'weight, target, oneSided, interpolation, seed, random',
  ],
  [
    'zeroCenteredGradientPenalty',
    (options) => penalties.zeroCenteredGradientPenalty(discriminate, x, x, options),
    'weight, interpolation, seed, random',
  ],
  [
    'draganGradientPenalty',
    (options) => penalties.draganGradientPenalty(discriminate, x, options),
    'weight, noise, seed, random',
  ],
  ['leCamRegularization', (options) => penalties.leCamRegularization(x, x, anchors, options), 'weight'],
  ['leCamPenalty', penalties.leCamPenalty, 'weight, decay'],
  ['gaussianFamily', estimators.gaussianFamily, 'covariance'],
  [
    'gaussianMixtureFamily',
    estimators.gaussianMixtureFamily,
    'components, maxComponents, covariance, restarts, regularization, maxIterations, tolerance',
  ],
  ['kernelDensityFamily', estimators.kernelDensityFamily, 'bandwidth'],
  ['categoricalFamily', (options) => estimators.categoricalFamily(2, options), 'smoothing'],
  [
    'differentiableFamily',
    estimators.differentiableFamily,
    'parameters, logDensity, draw, name, steps, batchSize, learningRate',
  ],
  [
    'spectralNormalization',
    (options) => spectralNormalization(layers.dense({ units: 1 }), options),
    'powerIterations',
  ],
  ['uniformLatent', (options) => uniformLatent(2, options), 'min, max'],
  [
    'modeCoverage',
    (options) => modeCoverage([[0]], { centers: [[0]], standardDeviation: 1 }, options),
    'maxDeviations',
  ],
  ['klOverModes', (options) => klOverModes([0, 0], 1, options), 'confidence'],
  ['FeatureMoments', (options) => new FeatureMoments(options), 'seed'],
  ['interpolate', (options) => interpolate(x, x, 2, options), 'method'],
  ['truncatedNormalLatent', (options) => truncatedNormalLatent(2, options), 'threshold'],
  ['truncateLatent', (options) => truncateLatent(x, options), 'mean, psi'],
  ['styleMixing', (options) => styleMixing(x, x, options), 'layers, crossover'],
  ['diffAugment', diffAugment, 'policy, translation, cutout'],
  ['horizontalFlip', horizontalFlip, 'probability'],
  ['adaptiveAugmentation', adaptiveAugmentation, 'target, kimg, interval, initial, augmentations'],
  ['consoleLog', callbacks.consoleLog, 'everySeconds, print'],
  ['evaluate', callbacks.evaluate, 'metric, name, every, onRow'],
  ['earlyStop', callbacks.earlyStop, 'by, result, patience, minDelta, mode'],
  ['sampleSheet', callbacks.sampleSheet, 'onSheet, onReal, real, count, seed, condition, weights, every'],
  ['collapseWarning', callbacks.collapseWarning, 'every, samples, data, patience, onFinding'],
  ['nanPolicy', callbacks.nanPolicy, 'retries, factor, onRetry'],
  ['tensorBoard', (options) => tensorBoard('runs', options), 'weightsEvery'],
  ['progressBar', progressBar, 'terminal'],
  ['runFolder', runFolder, 'name, folder, resume, settings, samples, tensorBoard, metrics, checkpoints'],
  ['withWeightClipping', (options) => withWeightClipping(adam(), options), 'limit'],
  ['withGradientClipping', (options) => withGradientClipping(adam(), options), 'maxNorm'],
];

it.each(rows)('%s refuses options that it would not read', (_, call, known) => {
  expect(() => call({ typo: 1 } as never)).toThrow(`options: got the unknown key 'typo'; expected ${known}.`);
  expect(() => call({ typo: 1 } as never)).toThrow(ArgumentError);
});

it.each(rows.filter(([name]) => !/^fGan(Disc|Gen)/.test(name)))(
  '%s refuses what is no object in their place',
  (_, call, known) => {
    expect(() => call(2 as never)).toThrow(
      `options: got a number (2); expected an object of options: ${known}.`,
    );
  },
);

it('so do those whose options have another name', () => {
  const call = () => losses.withLabelNoise(losses.hingeLoss(), { ...noise, rate: 0.1 } as never);
  expect(call).toThrow(/^noise: got the unknown key 'rate'; expected share, random/);
  const generatorEma = { decay: 0.9, warmUp: false } as never;
  const players = { generator: () => null, discriminator: () => null } as never;
  expect(
    () => new Trainer({ ...(players as object), latent: normalLatent(2), generatorEma } as never),
  ).toThrow(/^generatorEma: got the unknown key 'warmUp'; expected decay, warmup/);
});

it('so does useBackend', async () => {
  await expect(useBackend('cpu', { timeOut: 1 } as never)).rejects.toThrow(
    /^options: got the unknown key 'timeOut'; expected timeoutMs, wasmPaths, threads, winograd/,
  );
});
