import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { adam, adamW, type Optimizer, rmsProp, sgd } from 'gan-core/optimizers';
import { createRandom } from 'gan-core/random';
import { describe, it } from 'vitest';
import { expectSameBits, tensorOf } from './thread-counts';

tf.enableProdMode();

/** Two chunks of 4096 are computed by one thread yet; around them, and around the ends of later ones. */
const lengths = [4095, 4096, 4097, 8191, 8192, 8193, 12_288, 12_289, 40_961, 300_001];

const run = (kernel: string, inputs: tf.NamedTensorMap, attrs: object) =>
  tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;

describe('what goes number by number gives the same bits with any number of threads', () => {
  const activations: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
    Relu: tf.relu,
    LeakyRelu: (x) => tf.leakyRelu(x, 0.3),
    Step: tf.step,
    Tanh: tf.tanh,
    Sigmoid: tf.sigmoid,
    Elu: tf.elu,
    Exp: tf.exp,
    Square: tf.square,
    Sqrt: (x) => tf.sqrt(tf.abs(x)),
    Neg: tf.neg,
    Sign: tf.sign,
  };
  it('activations', async () => {
    const operations: Record<string, () => tf.Tensor> = {};
    for (const [name, activate] of Object.entries(activations)) {
      for (const length of lengths.slice(4))
        operations[`${name} of ${length}`] = () => activate(tensorOf([length]));
    }
    await expectSameBits(operations);
  });

  it('the gradients of activations', async () => {
    const operations: Record<string, () => tf.Tensor> = {};
    for (const activation of ['Relu', 'LeakyRelu', 'Tanh', 'Sigmoid', 'Elu', 'Softplus']) {
      for (const length of lengths.slice(4))
        operations[`${activation} of ${length}`] = () =>
          run(
            'GanCoreActivationGrad',
            { dy: tensorOf([length], 2), saved: tensorOf([length]) },
            { activation, alpha: 0.3 },
          );
    }
    await expectSameBits(operations);
  });

  const arithmetic = {
    add: tf.add,
    sub: tf.sub,
    mul: tf.mul,
    div: tf.div,
    maximum: tf.maximum,
    minimum: tf.minimum,
  };
  it('arithmetic, of equal shapes and broadcast', async () => {
    const pairs: [number[], number[]][] = [
      ...lengths.slice(4).map((length): [number[], number[]] => [[length], [length]]),
      [[20_001], []],
      [[], [20_001]],
      [[300, 41], [41]],
      [[41], [300, 41]],
      [
        [300, 41],
        [300, 1],
      ],
      [
        [300, 1],
        [300, 41],
      ],
      [
        [300, 1],
        [1, 41],
      ],
      [
        [3, 9001],
        [3, 1],
      ],
      [[3, 9001], [9001]],
      [[9001, 2], [2]],
    ];
    const operations: Record<string, () => tf.Tensor> = {};
    for (const [name, combine] of Object.entries(arithmetic)) {
      for (const [a, b] of pairs)
        operations[`${name} [${a}] and [${b}]`] = () => combine(tensorOf(a), tensorOf(b, 2));
    }
    await expectSameBits(operations);
  });

  const optimizers: readonly [string, () => Optimizer][] = [
    ['adam', () => adam()],
    ['adamW', () => adamW()],
    ['rmsProp', () => rmsProp()],
    ['rmsProp, centered, with momentum', () => rmsProp({ centered: true, momentum: 0.9 })],
    ['sgd', () => sgd()],
    ["sgd with Nesterov's momentum", () => sgd({ momentum: 0.9, nesterov: true })],
  ];
  it('three updates by an optimizer', async () => {
    const updated = (make: () => Optimizer) => () => {
      const optimizer = make();
      const weights = lengths.map((length) => tf.variable(tensorOf([length])));
      for (const seed of [2, 3, 4])
        optimizer.update(
          weights,
          lengths.map((length) => tensorOf([length], seed)),
        );
      optimizer.dispose();
      const values = weights.map((weight) => tf.clone(weight));
      tf.dispose(weights);
      return values;
    };
    await expectSameBits(Object.fromEntries(optimizers.map(([name, make]) => [name, updated(make)])));
  });

  it('dropout masks, normal noise and sums by segments', async () => {
    const random = createRandom(1);
    const words = Array.from({ length: 16 }, () => Math.floor(random.next() * 2 ** 32) | 0);
    const operations: Record<string, () => tf.Tensor> = {};
    for (const length of lengths) {
      operations[`a mask of ${length}`] = () =>
        run('GanCoreDropoutMask', {}, { shape: [length], rate: 0.25, words });
      operations[`noise of ${length}`] = () =>
        run('GanCoreNormalNoise', {}, { shape: [length], mean: 1, deviation: 2, words });
    }
    const segments = Array.from({ length: 3000 }, (_, row) => (row * 7) % 50);
    operations['sums by segments'] = () =>
      tf.unsortedSegmentSum(tensorOf([3000, 20]), tf.tensor1d(segments, 'int32'), 50);
    await expectSameBits(operations);
  });
});
