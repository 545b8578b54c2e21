import * as tf from '@tensorflow/tfjs-core';
import { isGanCoreError } from 'gan-core';
import * as backends from 'gan-core/backends';
import * as distributions from 'gan-core/distributions';
import * as divergences from 'gan-core/divergences';
import * as estimators from 'gan-core/estimators';
import * as gradients from 'gan-core/gradients';
import { imageBatches } from 'gan-core/images';
import * as losses from 'gan-core/losses';
import * as metrics from 'gan-core/metrics';
import * as models from 'gan-core/models';
import { imageFolder } from 'gan-core/node';
import * as optimizers from 'gan-core/optimizers';
import * as penalties from 'gan-core/penalties';
import * as trainer from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';

onCpu();

const rooms = {
  backends,
  distributions,
  divergences,
  estimators,
  gradients,
  losses,
  metrics,
  models,
  optimizers,
  penalties,
  trainer,
};
/** They take no arguments, and change tfjs until they are told not to. */
const withoutArguments = ['installSecondOrderGradients', 'watchDevice', 'registerLayers'];
const functions = Object.entries(rooms).flatMap(([room, members]) =>
  Object.entries(members)
    .filter(([name, member]) => typeof member === 'function' && !withoutArguments.includes(name))
    .map(([name, member]) => [`${room}: ${name}`, member as Callable] as const),
);
type Callable = ((...given: unknown[]) => unknown) & (new (...given: unknown[]) => unknown);

const x = tf.ones([4, 1]);
const points = [[1], [2], [4]];
/** What someone may pass by mistake: nothing, null, options too early, strings for numbers, numbers for objects. */
const mistakes: unknown[][] = [
  [],
  ...[null, {}, '3', 2, []].flatMap((each) => [[each], [each, each], [each, each, each]]),
  ...[null, 2, {}].flatMap((last) => [
    [x, last],
    [x, x, last],
    [x, x, {}, last],
    [points, last],
    [points, points, last],
    [() => 1, x, last],
  ]),
];

describe('a function that is called by mistake runs, or throws an error of gan-core that explains it', () => {
  it.each(functions)('%s', async (_, callable) => {
    for (const given of mistakes) {
      try {
        const isClass = /^class /.test(Function.prototype.toString.call(callable));
        await (isClass ? new callable(...given) : callable(...given));
      } catch (error) {
        const described = given.map((each) => (each === x ? 'x' : JSON.stringify(each)));
        expect(isGanCoreError(error), `(${described}): ${error}`).toBe(true);
      }
    }
  });
});

it('arguments that are missing are named, with what came and how to fix it', () => {
  const adam = optimizers.adam();
  const options = undefined as never;
  const calls: [RegExp, () => unknown][] = [
    [
      /^gradients: got an empty object; expected an array of tensors/,
      () => optimizers.clipByGlobalNorm({} as never, 1),
    ],
    [/^options: got undefined; expected .*: maxNorm/, () => optimizers.withGradientClipping(adam, options)],
    [
      /^optimizer: got undefined; expected adam/,
      () => optimizers.withGradientClipping(options, { maxNorm: 1 }),
    ],
    [/^optimizer: got undefined; expected an optimizer of tfjs/, () => optimizers.fromTfjsOptimizer(options)],
    [/^shape: got \[undefined\]; expected a dimension such as 64/, () => distributions.normalLatent(options)],
    [
      /^noise: got undefined; expected .*: share, random/,
      () => losses.withLabelNoise(losses.hingeLoss(), options),
    ],
    [/^loss: got undefined; expected a game with both halves/, () => losses.withLabelNoise(options, options)],
    [
      /^options: got undefined; expected .*: generator, discriminator, latent/,
      () => new trainer.Trainer(options),
    ],
    [/^layer: got undefined; expected a layer of tfjs-layers/, () => models.spectralNormalization(options)],
    [/^realLogits: got undefined; expected/, () => penalties.leCamRegularization(options, options, options)],
    [
      /^anchors: got undefined; expected \{ real, fake \}/,
      () => penalties.leCamRegularization(x, x, options),
    ],
    [
      /^work: got undefined; expected a synchronous function/,
      () => gradients.withSecondOrderGradients(options),
    ],
    [/^x: got a number \(1\); expected a tensor/, () => gradients.stopGradient(1 as never)],
    [/^options: got a number \(2\); .*: components, /, () => estimators.gaussianMixtureFamily(2 as never)],
  ];
  for (const [message, call] of calls) expect(call).toThrow(message);
});

it('a string does not read as true or false, and is not taken for one', () => {
  const no = 'false' as never;
  const pictures = [{ name: 'one', load: () => ({ width: 1, height: 1, data: new Uint8Array(3) }) }];
  const calls: [string, () => unknown][] = [
    ['oneSided', () => penalties.wganGpGradientPenalty((x) => tf.sum(x), x, x, { oneSided: no, seed: 1 })],
    ['oneSided', () => penalties.wganGpPenalty({ oneSided: no })],
    ['nesterov', () => optimizers.sgd({ learningRate: 0.1, momentum: 0.9, nesterov: no })],
    ['centered', () => optimizers.rmsProp({ centered: no })],
    ['horizontalFlip', () => imageBatches(pictures, { size: 8, horizontalFlip: no })],
    ['shuffle', () => imageBatches(pictures, { size: 8, shuffle: no })],
    ['skipUnreadable', () => imageBatches(pictures, { size: 8, skipUnreadable: no })],
    ['labelsFromFolders', () => imageFolder('nowhere', { size: 8, labelsFromFolders: no })],
  ];
  for (const [name, call] of calls)
    expect(call).toThrow(`${name}: got the string 'false'; expected true or false`);
});

it('a string does not read as a number, and is not taken for one', () => {
  const text = '3' as never;
  const half = '0.4' as never;
  const normal = { mean: 0, covariance: 1 };
  const mixture = { centers: [[0]], standardDeviation: text };
  const calls: [RegExp, () => unknown][] = [
    [/^seed: got the string '3'/, () => distributions.createRandom(text)],
    [/^shape: got \[the string '3'\]/, () => distributions.normalLatent(text)],
    [/^min, max: got \[the string '3', 1\)/, () => distributions.uniformLatent(2, { min: text })],
    [/^modes: got the string '3'/, () => distributions.gaussianRing({ modes: text })],
    [/^side: got the string '3'/, () => distributions.gaussianGrid({ side: text })],
    [/^radius: got the string '3'/, () => distributions.gaussianRing({ radius: text })],
    [
      /^count: got the string '3'/,
      () => distributions.gaussianRing().sample(text, distributions.createRandom(0)),
    ],
    [/^labelSmoothing: got the string '0.4'/, () => losses.minimaxLoss({ labelSmoothing: half })],
    [/^m: got the string '3'/, () => losses.packSamples(x, text)],
    [/^alpha: got the string '3'/, () => losses.alphaFDivergence(text)],
    [
      /^share: got the string '0.4'/,
      () => losses.withLabelNoise(losses.hingeLoss(), { share: half } as never),
    ],
    [/^order: got the string '3'/, () => divergences.renyiDivergence([1], [1], text)],
    [/^order: got the string '3'/, () => divergences.gaussianRenyi(normal, normal, text)],
    [/^alpha: got the string '3'/, () => divergences.alphaDivergence([1], [1], text)],
    [/^v: got the string '3'/, () => divergences.jensenShannonFromValue(text)],
    [/^p: entry 0 is the string '3'/, () => divergences.klDivergence([text], [1])],
    [/^p: mean is \[the string '3'\]/, () => divergences.gaussianKl({ mean: [text], covariance: 1 }, normal)],
    [/^p: rate is the string '3'/, () => divergences.poissonKl({ rate: text }, { rate: 1 })],
    [/^learningRate: got the string '3'/, () => optimizers.sgd({ learningRate: text })],
    [/^beta1: got the string '0.4'/, () => optimizers.adam({ beta1: half })],
    [/^weightDecay: got the string '3'/, () => optimizers.adamW({ weightDecay: text })],
    [/^maxNorm: got the string '3'/, () => optimizers.clipByGlobalNorm([], text)],
    [/^from: got the string '3'/, () => optimizers.cosineDecay({ from: text, steps: 1 })],
    [/^gamma: got the string '3'/, () => penalties.r1Penalty({ gamma: text })],
    [/^every: got the string '3'/, () => penalties.r1Penalty({ every: text })],
    [/^decay: got the string '0.4'/, () => penalties.leCamPenalty({ decay: half })],
    [/^standardDeviation: got the string '3'/, () => metrics.modeCoverage([[0]], mixture)],
    [/^smoothing: got the string '3'/, () => estimators.categoricalFamily(2, { smoothing: text })],
    [/^bandwidth: got the string '3'/, () => estimators.kernelDensityFamily({ bandwidth: text })],
    [/^tolerance: got the string '3'/, () => estimators.gaussianMixtureFamily({ tolerance: text })],
  ];
  for (const [message, call] of calls) expect(call, String(message)).toThrow(message);
});

it('a disposed tensor, a stream that is none, a state of nothing and a size beyond memory are named', () => {
  const gone = tf.ones([4, 1]);
  gone.dispose();
  const nothing = undefined as never;
  const discriminate = (samples: tf.Tensor) => tf.sum(samples, 1);
  const calls: [RegExp, () => unknown][] = [
    [/^fakeLogits: was disposed of; expected a float32 tensor/, () => losses.hingeGeneratorLoss(gone)],
    [/^samples: was disposed of; /, () => losses.packSamples(gone, 2)],
    [/^real: was disposed of; /, () => penalties.r1GradientPenalty(discriminate, gone)],
    [
      /^gradients: entry 0 is a disposed float32 tensor of shape \[4,1\]/,
      () => optimizers.clipByGlobalNorm([gone], 1),
    ],
    [/^random: got undefined; .*createRandom/, () => distributions.normalLatent(2).sample(4, nothing)],
    [/^random: got a number \(7\)/, () => distributions.gaussianRing().sample(4, 7 as never)],
    [/^state: got undefined; expected what save\(\) gave/, () => optimizers.adam().restore(nothing)],
    [/^state: got undefined; /, () => distributions.createRandom(1).restore(nothing)],
    [/^side: asks for 10000000000 modes; expected at most/, () => distributions.gaussianGrid({ side: 1e5 })],
    [/^count: asks for 8589934592 outcomes; /, () => estimators.categoricalFamily(2 ** 33)],
    [/^alpha: got -1e\+308; expected .* of a size from/, () => losses.alphaFDivergence(-1e308)],
    [
      /^p: mean is the string 'a{38} … a{38}'; expected a finite number/,
      () =>
        divergences.gaussianKl({ mean: 'a'.repeat(1e5) as never, covariance: 1 }, { mean: 0, covariance: 1 }),
    ],
  ];
  for (const [message, call] of calls) expect(call, String(message)).toThrow(message);
});
