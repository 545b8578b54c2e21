import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectSame, type Input, negative, normal, onWasmBesideCpu, truth, whole } from './same-as-cpu';

onWasmBesideCpu();

const specialValues = [
  [0, -0, 1, -1, 0.5, -0.5, 88, -88, 1e20, -1e20, 1e-20, -1e-20, 1e-40],
  [Infinity, -Infinity, NaN, 3.7, -3.7, 2.5, -2.5, 16, -16, 1e38, 0.1],
].flat();
const special = (shift = 0): Input => ({
  shape: [specialValues.length],
  dtype: 'float32',
  values: (_, index) => specialValues[(index * 7 + shift) % specialValues.length]!,
});

type Operation = (...inputs: never[]) => tf.Tensor;
const operation = (name: string) => (tf as unknown as Record<string, Operation>)[name]!;

const unary = [
  'abs acos acosh asin asinh atan atanh ceil cosh elu erf exp expm1 floor isFinite isInf isNaN log log1p neg reciprocal relu',
  'relu6 round rsqrt selu sigmoid sign sinh softplus sqrt square step tanh leakyRelu logSigmoid',
]
  .join(' ')
  .split(' ');
const binary =
  'add sub mul div maximum minimum squaredDifference greater greaterEqual less lessEqual equal notEqual divNoNan'.split(
    ' ',
  );
const pairs = [
  [[3], [3]],
  [
    [2, 3],
    [2, 1],
  ],
  [[2, 3], [3]],
  [
    [2, 1, 3],
    [4, 1],
  ],
  [[], [2, 3]],
  [[2, 3], []],
  [
    [2, 3, 1, 5],
    [3, 4, 1],
  ],
] as const;

describe('wasm gives what cpu gives', () => {
  it.each(unary)('%s', async (name) => {
    for (const shape of [[], [1], [5, 1, 3], [29]])
      await expectSame([name, operation(name), normal(...shape)]);
    await expectSame([`${name}, special values`, operation(name), special()]);
  });

  it.each(binary)('%s', async (name) => {
    for (const [a, b] of pairs) {
      await expectSame([`${name} [${a}] [${b}]`, operation(name), normal(...a), normal(...b)]);
      if (!name.startsWith('div'))
        await expectSame([`${name} [${a}] [${b}] of int32`, operation(name), whole(4, ...a), whole(4, ...b)]);
    }
    for (const shift of [0, 3, 10])
      await expectSame([`${name}, special values`, operation(name), special(), special(shift)]);
  });

  it.each(['sum', 'mean', 'max', 'min', 'prod', 'any', 'all', 'logSumExp'])('%s', async (name) => {
    const reduce = operation(name) as (x: tf.Tensor, axes?: number[], keepDims?: boolean) => tf.Tensor;
    for (const shape of [[5], [1], [2, 3], [3, 1, 2], [2, 3, 4, 5], [7, 9]]) {
      for (let axes = 1; axes < 2 ** shape.length; axes++) {
        const chosen = [...shape.keys()].filter((axis) => (axes >> axis) & 1);
        for (const keepDims of [false, true])
          await expectSame([
            `${name} [${shape}] over ${chosen}`,
            (x: tf.Tensor) => reduce(x, chosen, keepDims),
            name === 'any' || name === 'all' ? truth(...shape) : negative(...shape),
          ]);
      }
    }
    if (['sum', 'mean', 'max', 'min'].includes(name))
      await expectSame([`${name}, special values`, (x: tf.Tensor) => reduce(x), special()]);
  });

  it('argMax, argMin, cumsum, cumprod, topk', async () => {
    for (const shape of [[5], [2, 3], [3, 2, 4]]) {
      for (const axis of shape.keys()) {
        for (const [name, best] of Object.entries({ argMax: tf.argMax, argMin: tf.argMin })) {
          await expectSame([
            `${name} [${shape}] ${axis}`,
            (x: tf.Tensor) => best(x, axis),
            negative(...shape),
          ]);
          await expectSame([`${name} of equals`, (x: tf.Tensor) => best(x, axis), whole(2, ...shape)]);
        }
        for (const [name, cumulate] of Object.entries({ cumsum: tf.cumsum, cumprod: tf.cumprod }))
          for (const [exclusive, reverse] of [
            [false, false],
            [true, false],
            [false, true],
            [true, true],
          ])
            await expectSame([
              `${name} [${shape}] ${axis} ${exclusive} ${reverse}`,
              (x: tf.Tensor) => cumulate(x, axis, exclusive, reverse),
              normal(...shape),
            ]);
      }
      await expectSame([`topk [${shape}]`, (x: tf.Tensor) => tf.topk(x, 2).values, normal(...shape)]);
      await expectSame([`topk of equals`, (x: tf.Tensor) => tf.topk(x, 2).indices, whole(2, ...shape)]);
    }
  });

  it('clips special values: NaN stays NaN', async () => {
    await expectSame(['clip', (x: tf.Tensor) => tf.clipByValue(x, -1, 3), special()]);
  });
});
