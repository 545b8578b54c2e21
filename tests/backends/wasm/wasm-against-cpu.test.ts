import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { createRandom, type Random } from 'gan-core/distributions';
import { installSecondOrderGradients } from 'gan-core/gradients';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

tf.enableProdMode();

// Every kernel of wasm that training may touch, tfjs's own and gan-core's, over odd shapes, against tfjs's cpu backend: what
// isn't on this list, or named below, is where cpu itself is wrong (matMul over crosswise broadcast batches, the gradient of 3-D
// max pooling by windows that aren't cubes) or where both may differ (the sine of 1e20).

let active: ActiveBackend;
let restoreGradients: () => void;
beforeAll(async () => {
  active = await useBackend('wasm');
  restoreGradients = installSecondOrderGradients();
});
afterAll(() => {
  restoreGradients();
  active.restore();
});

interface Input {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly values: (random: Random, index: number) => number;
}
type Case = readonly [name: string, f: (...inputs: never[]) => tf.Tensor, ...inputs: Input[]];

const normal = (...shape: number[]): Input => ({
  shape,
  dtype: 'float32',
  values: (random) => random.normal(),
});
const negative = (...shape: number[]): Input => ({
  shape,
  dtype: 'float32',
  values: (random) => -0.1 - random.next() * 3,
});
const whole = (below: number, ...shape: number[]): Input => ({
  shape,
  dtype: 'int32',
  values: (random) => Math.floor(random.next() * below),
});
const truth = (...shape: number[]): Input => ({
  shape,
  dtype: 'bool',
  values: (random) => (random.next() < 0.5 ? 0 : 1),
});
const specialValues = [
  [0, -0, 1, -1, 0.5, -0.5, 88, -88, 1e20, -1e20, 1e-20, -1e-20, 1e-40],
  [Infinity, -Infinity, NaN, 3.7, -3.7, 2.5, -2.5, 16, -16, 1e38, 0.1],
].flat();
const special = (shift = 0): Input => ({
  shape: [specialValues.length],
  dtype: 'float32',
  values: (_, index) => specialValues[(index * 7 + shift) % specialValues.length]!,
});

async function expectSame([name, f, ...inputs]: Case): Promise<void> {
  const random = createRandom(1);
  const data = inputs.map(({ shape, values }) =>
    Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, index) => values(random, index)),
  );
  const run = async (backend: string) => {
    await tf.setBackend(backend);
    tf.dispose(Array.from({ length: 4 }, () => tf.fill([64, 64], 1e20))); // rubbish in freed memory
    const result = tf.tidy(() =>
      f(...(inputs.map(({ shape, dtype }, index) => tf.tensor(data[index]!, [...shape], dtype)) as never[])),
    );
    const values = Array.from(result.dataSync());
    result.dispose();
    return { shape: result.shape, dtype: result.dtype, values };
  };
  const [cpu, wasm] = [await run('cpu'), await run('wasm')];
  expect({ shape: wasm.shape, dtype: wasm.dtype }, name).toEqual({ shape: cpu.shape, dtype: cpu.dtype });
  const wrong = cpu.values.flatMap((value, index) => {
    const other = wasm.values[index]!;
    const isSame = value === other || (Number.isNaN(value) && Number.isNaN(other));
    return isSame || Math.abs(value - other) <= 3e-5 * Math.max(1, Math.abs(value))
      ? []
      : [`number ${index}: cpu ${value}, wasm ${other}`];
  });
  expect(wrong.slice(0, 3), name).toEqual([]);
}

type Operation = (...inputs: never[]) => tf.Tensor;
const operation = (name: string) => (tf as unknown as Record<string, Operation>)[name]!;
const shapes = [[3], [2, 3], [2, 3, 4], [1, 2, 3, 2]];

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

  const squareGradient = (f: (x: tf.Tensor) => tf.Tensor) =>
    tf.grad((x: tf.Tensor) => tf.sum(tf.square(f(x))));

  it.each([1, 2, 3, [2, 1], [1, 3]])('windows of %o: pooling, convolutions, depthwise ones', async (size) => {
    const window = [size, size].flat().slice(0, 2) as [number, number];
    for (const stride of [1, 2, 3, [2, 1]] as (number | [number, number])[]) {
      for (const pad of ['same', 'valid'] as const) {
        for (const shape of [
          [2, 5, 6, 1],
          [1, 7, 4, 3],
          [2, 3, 3, 5],
          [1, 4, 4, 4],
          [1, 1, 6, 2],
        ] as [number, number, number, number][]) {
          if (pad === 'valid' && (window[0] > shape[1] || window[1] > shape[2])) continue;
          const name = `${window} by ${stride}, ${pad}, of [${shape}]`;
          for (const pool of [tf.maxPool, tf.avgPool]) {
            const f = (x: tf.Tensor) => pool(x as tf.Tensor4D, window, stride, pad);
            await expectSame([`pooling ${name}`, f, negative(...shape)]);
            await expectSame([`pooling's gradient ${name}`, squareGradient(f), negative(...shape)]);
          }
          for (const multiplier of [1, 2, 3]) {
            const filter = normal(...window, shape[3], multiplier);
            await expectSame([
              `depthwise ${name}`,
              (x: tf.Tensor4D, w: tf.Tensor4D) => tf.depthwiseConv2d(x, w, stride, pad),
              normal(...shape),
              filter,
            ]);
            for (const activation of ['relu', 'relu6', 'sigmoid', 'leakyrelu'] as const)
              await expectSame([
                `depthwise, bias and ${activation} ${name}`,
                (x: tf.Tensor4D, w: tf.Tensor4D, bias: tf.Tensor) =>
                  tf.fused.depthwiseConv2d({
                    x,
                    filter: w,
                    strides: stride,
                    pad,
                    bias,
                    activation,
                    leakyreluAlpha: 0.3,
                  }),
                normal(...shape),
                filter,
                normal(shape[3] * multiplier),
              ]);
          }
          await expectSame([
            `convolution ${name}`,
            (x: tf.Tensor4D, w: tf.Tensor4D, bias: tf.Tensor) =>
              tf.fused.conv2d({ x, filter: w, strides: stride, pad, bias, activation: 'elu' }),
            normal(...shape),
            normal(...window, shape[3], 3),
            normal(3),
          ]);
        }
      }
    }
  });

  it.each([1, 2, 3, [1, 2, 3]])('windows of %o in volumes', async (size) => {
    const window = [size, size, size].flat().slice(0, 3) as [number, number, number];
    for (const stride of [1, 2, 3, [2, 1, 2]] as (number | [number, number, number])[]) {
      for (const pad of ['same', 'valid'] as const) {
        for (const shape of [
          [1, 4, 3, 5, 2],
          [2, 3, 3, 3, 1],
        ]) {
          const name = `${window} by ${stride}, ${pad}, of [${shape}]`;
          for (const pool of [tf.maxPool3d, tf.avgPool3d]) {
            const f = (x: tf.Tensor) => pool(x as tf.Tensor5D, window, stride, pad);
            await expectSame([`pooling ${name}`, f, negative(...shape)]);
            if (typeof size === 'number' || pool === tf.avgPool3d)
              await expectSame([`pooling's gradient ${name}`, squareGradient(f), negative(...shape)]);
          }
          await expectSame([
            `convolution ${name}`,
            (x: tf.Tensor5D, w: tf.Tensor5D) => tf.conv3d(x, w, stride, pad),
            normal(...shape),
            normal(...window, shape[4]!, 3),
          ]);
        }
      }
    }
  });

  it('the gradient of 3-D max pooling by a window that is no cube: each ∂y goes to its largest value', async () => {
    await tf.setBackend('wasm');
    const x = tf.tensor5d([-5, -1, -3, -4, -2, -6], [1, 1, 2, 3, 1]);
    const f = (v: tf.Tensor) =>
      tf.sum(
        tf.mul(tf.maxPool3d(v as tf.Tensor5D, [1, 1, 2], 1, 'valid'), [
          [
            [
              [[1], [2]],
              [[3], [4]],
            ],
          ],
        ]),
      );
    // Windows (−5, −1), (−1, −3), (−4, −2), (−2, −6): the second number of the row takes 1 + 2, the fifth 3 + 4.
    expect([...tf.grad(f)(x).dataSync()]).toEqual([0, 3, 0, 0, 7, 0]);
  });

  it('dilations and explicit padding', async () => {
    const image = normal(2, 9, 8, 3);
    for (const dilation of [2, 3, [1, 2]] as (number | [number, number])[]) {
      for (const pad of ['same', 'valid'] as const) {
        const rest = [1, pad, 'NHWC', dilation] as const;
        await expectSame([
          `depthwise ${dilation}`,
          (x: tf.Tensor4D, w: tf.Tensor4D) => tf.depthwiseConv2d(x, w, ...rest),
          image,
          normal(2, 3, 3, 2),
        ]);
        await expectSame([
          `convolution ${dilation}`,
          (x: tf.Tensor4D, w: tf.Tensor4D) => tf.conv2d(x, w, ...rest),
          image,
          normal(2, 3, 3, 2),
        ]);
        for (const kind of ['max', 'avg'] as const)
          await expectSame([
            `pool ${dilation}`,
            (x: tf.Tensor4D) => tf.pool(x, [2, 2], kind, pad, dilation),
            negative(2, 9, 8, 3),
          ]);
      }
    }
    for (const pad of ['same', 'valid'] as const) {
      for (const stride of [1, 2, 3]) {
        const f = (x: tf.Tensor, w: tf.Tensor) =>
          tf.dilation2d(x as tf.Tensor4D, w as tf.Tensor3D, stride, pad);
        const inputs = [negative(2, 5, 6, 3), normal(2, 2, 3)];
        await expectSame([`dilation2d ${stride} ${pad}`, f, ...inputs]);
        for (const which of [0, 1])
          await expectSame([
            `dilation2d's gradient ${which} ${stride} ${pad}`,
            (x: tf.Tensor, w: tf.Tensor) => tf.grads((a, b) => tf.sum(tf.square(f(a!, b!))))([x, w])[which]!,
            ...inputs,
          ]);
      }
    }
    for (const pad of [1, 2]) {
      for (const pool of [tf.maxPool, tf.avgPool])
        await expectSame([
          `pooling, padded by ${pad}`,
          (x: tf.Tensor4D) => pool(x, 3, 2, pad, 'floor'),
          negative(2, 7, 6, 3),
        ]);
      await expectSame([
        `depthwise, padded by ${pad}`,
        (x: tf.Tensor4D, w: tf.Tensor4D) => tf.depthwiseConv2d(x, w, 2, pad, 'NHWC', 1, 'floor'),
        normal(2, 7, 6, 3),
        normal(3, 3, 3, 1),
      ]);
    }
  });

  it.each(shapes)('places in [%o, …]', async (...shape) => {
    for (const input of [normal(...shape), whole(9, ...shape), truth(...shape)]) {
      const name = `of ${input.dtype} [${shape}]`;
      const mirrored = (mode: 'reflect' | 'symmetric') => (x: tf.Tensor) =>
        tf.mirrorPad(
          x,
          shape.map((n) => (mode === 'reflect' ? [Math.min(1, n - 1), n - 1] : [1, n])) as [number, number][],
          mode,
        );
      if (input.dtype !== 'bool') {
        for (const mode of ['reflect', 'symmetric'] as const)
          await expectSame([`${mode} ${name}`, mirrored(mode), input]);
        await expectSame([
          `steps ${name}`,
          (x: tf.Tensor) =>
            tf.stridedSlice(
              x,
              shape.map(() => 0),
              shape,
              shape.map((_, axis) => (axis % 2) + 1),
            ),
          input,
        ]);
      }
      await expectSame([
        `backwards steps ${name}`,
        (x: tf.Tensor) =>
          tf.stridedSlice(
            x,
            shape.map(() => -1),
            shape.map((n) => -n - 1),
            shape.map((_, axis) => -1 - (axis % 2)),
          ),
        input,
      ]);
      await expectSame([
        `pad ${name}`,
        (x: tf.Tensor) =>
          tf.pad(x, shape.map((_, axis) => [axis % 2, (axis + 1) % 3]) as [number, number][], 1),
        input,
      ]);
      await expectSame([
        `tile ${name}`,
        (x: tf.Tensor) =>
          tf.tile(
            x,
            shape.map((_, axis) => (axis % 3) + 1),
          ),
        input,
      ]);
      await expectSame([`transpose ${name}`, (x: tf.Tensor) => tf.transpose(x), input]);
      await expectSame([
        `slice ${name}`,
        (x: tf.Tensor) =>
          tf.slice(
            x,
            shape.map((n) => (n > 1 ? 1 : 0)),
          ),
        input,
      ]);
      for (const dtype of ['int32', 'bool', 'float32'] as const)
        await expectSame([`cast to ${dtype} ${name}`, (x: tf.Tensor) => tf.cast(x, dtype), input]);
      for (const axis of shape.keys()) {
        await expectSame([`reverse ${axis} ${name}`, (x: tf.Tensor) => tf.reverse(x, axis), input]);
        await expectSame([
          `concat ${axis} ${name}`,
          (a: tf.Tensor, b: tf.Tensor) => tf.concat([a, b, a], axis),
          input,
          input,
        ]);
        await expectSame([
          `stack ${axis} ${name}`,
          (a: tf.Tensor, b: tf.Tensor) => tf.stack([a, b], axis),
          input,
          input,
        ]);
        await expectSame([
          `unstack ${axis} ${name}`,
          (x: tf.Tensor) => tf.concat(tf.unstack(x, axis).map((part) => tf.reshape(part, [-1]))),
          input,
        ]);
        await expectSame([
          `split ${axis} ${name}`,
          (x: tf.Tensor) => tf.concat(tf.split(x, [1, shape[axis]! - 1], axis).reverse(), axis),
          input,
        ]);
        await expectSame([
          `gather ${axis} ${name}`,
          (x: tf.Tensor, i: tf.Tensor) => tf.gather(x, i, axis),
          input,
          whole(shape[axis]!, 2, 2),
        ]);
      }
    }
    await expectSame(['clip', (x: tf.Tensor) => tf.clipByValue(x, 1, 3), whole(9, ...shape)]);
    await expectSame([
      'prelu',
      (x: tf.Tensor, alpha: tf.Tensor) => tf.prelu(x, alpha),
      normal(...shape),
      normal(shape.at(-1)!),
    ]);
  });

  it('clips special values: NaN stays NaN', async () => {
    await expectSame(['clip', (x: tf.Tensor) => tf.clipByValue(x, -1, 3), special()]);
  });

  it.each(['resizeBilinear', 'resizeNearestNeighbor'] as const)('%s', async (name) => {
    for (const size of [
      [6, 8],
      [3, 3],
      [1, 1],
      [2, 9],
      [7, 5],
    ] as [number, number][])
      for (const [aligned, halfPixels] of [
        [false, false],
        [true, false],
        [false, true],
      ])
        for (const shape of [
          [1, 5, 4, 2],
          [2, 3, 1, 1],
          [1, 1, 1, 3],
          [2, 7, 6, 3],
        ])
          await expectSame([
            `${name} [${shape}] to ${size}`,
            (x: tf.Tensor4D) => tf.image[name](x, size, aligned, halfPixels),
            normal(...shape),
          ]);
  });

  it('normalizations, blocks, scattering, products', async () => {
    for (const c of [1, 3, 4, 5, 8]) {
      await expectSame([
        'batchNorm',
        (x: tf.Tensor4D, m: tf.Tensor1D, v: tf.Tensor1D, o: tf.Tensor1D, s: tf.Tensor1D) =>
          tf.batchNorm(x, m, tf.abs(v), o, s, 1e-3),
        normal(2, 3, 3, c),
        normal(c),
        normal(c),
        normal(c),
        normal(c),
      ]);
      await expectSame([
        'local response normalization',
        (x: tf.Tensor4D) => tf.localResponseNormalization(x, 2, 1, 0.5, 0.7),
        normal(2, 3, 3, c),
      ]);
    }
    for (const block of [
      [2, 2],
      [2, 1],
    ]) {
      await expectSame([
        'spaceToBatchND',
        (x: tf.Tensor) =>
          tf.spaceToBatchND(x, block, [
            [1, 1],
            [0, 2],
          ]),
        normal(2, 4, 6, 3),
      ]);
      await expectSame([
        'batchToSpaceND',
        (x: tf.Tensor) =>
          tf.batchToSpaceND(x, block, [
            [0, 1],
            [0, 0],
          ]),
        normal(8, 3, 2, 3),
      ]);
    }
    for (const block of [2, 3])
      await expectSame([
        'depthToSpace',
        (x: tf.Tensor4D) => tf.depthToSpace(x, block),
        normal(2, 3, 2, block * block * 2),
      ]);
    await expectSame([
      'gatherND',
      (x: tf.Tensor, i: tf.Tensor) => tf.gatherND(x, i),
      normal(3, 4, 2),
      whole(3, 5, 2),
    ]);
    await expectSame([
      'scatterND',
      (i: tf.Tensor, u: tf.Tensor) => tf.scatterND(i, u, [5, 3]),
      whole(5, 4, 1),
      normal(4, 3),
    ]);
    for (const m of [1, 2, 5, 9])
      for (const k of [1, 4, 7])
        for (const n of [1, 2, 7])
          await expectSame([
            `matMul ${m} ${k} ${n}`,
            (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, true, false),
            normal(k, m),
            normal(k, n),
          ]);
    for (const condition of [[2, 3], [3], [2, 1]])
      await expectSame([
        'where',
        (c: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.where(c, a, b),
        truth(...condition),
        normal(2, 3),
        normal(2, 3),
      ]);
    await expectSame(['softmax', (x: tf.Tensor) => tf.softmax(tf.mul(x, 1000)), normal(3, 5)]);
  });
});
