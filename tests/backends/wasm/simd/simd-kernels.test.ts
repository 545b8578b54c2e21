import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { createRandom, normalLatent } from 'gan-core/distributions';
import { installSecondOrderGradients } from 'gan-core/gradients';
import { adam } from 'gan-core/optimizers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/** The same normal numbers on every backend. */
function draw(shape: number[], seed = 1): tf.Tensor {
  if (sizeOf(shape) === 0) return tf.zeros(shape);
  return tf.tidy(() =>
    tf.reshape(normalLatent(Math.max(sizeOf(shape), 1)).sample(1, createRandom(seed)), shape),
  );
}

function run(kernel: string, inputs: Record<string, tf.Tensor>, attrs: object = {}): tf.Tensor {
  return tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
}

async function valuesOn(
  backend: 'cpu' | 'wasm',
  compute: () => tf.Tensor,
): Promise<[number[], Float32Array]> {
  await tf.setBackend(backend);
  // Leaves rubbish in freed memory: a kernel that relies on zeros there fails.
  tf.dispose(Array.from({ length: 4 }, () => tf.fill([64, 64], 1e20)));
  const result = tf.tidy(compute);
  const values = (await result.data()) as Float32Array;
  result.dispose();
  return [result.shape, Float32Array.from(values)];
}

/** Computes on both; NaN and ∞ must stand where they stand on cpu. */
async function expectAsOnCpu(compute: () => tf.Tensor, tolerance = 2e-6): Promise<void> {
  const [shape, expected] = await valuesOn('cpu', compute);
  const [wasmShape, actual] = await valuesOn('wasm', compute);
  expect(wasmShape).toEqual(shape);
  expect(actual).toHaveLength(expected.length);
  const scale = expected.reduce((max, x) => (Number.isFinite(x) ? Math.max(max, Math.abs(x)) : max), 1);
  for (const [index, value] of expected.entries()) {
    if (Number.isFinite(value)) expect(Math.abs(actual[index]! - value)).toBeLessThan(tolerance * scale);
    else expect(actual[index]).toBe(value);
  }
}

const flags = [false, true];

describe('products on wasm, against cpu', () => {
  const sizes = [1, 2, 4, 5, 6, 8, 9, 17];
  it.each(sizes)('%s rows, with every depth and width, in every transpose', async (rows) => {
    for (const depth of [1, 3, 4, 9]) {
      for (const columns of sizes) {
        for (const transposeA of flags) {
          for (const transposeB of flags) {
            await expectAsOnCpu(() =>
              tf.matMul(
                draw(transposeA ? [depth, rows] : [rows, depth]),
                draw(transposeB ? [columns, depth] : [depth, columns], 2),
                transposeA,
                transposeB,
              ),
            );
          }
        }
      }
    }
  });

  it.each(flags)('more depth and width than a block, A transposed: %s', async (transposeA) => {
    for (const transposeB of flags) {
      await expectAsOnCpu(
        () =>
          tf.matMul(
            draw(transposeA ? [1030, 12] : [12, 1030]),
            draw(transposeB ? [133, 1030] : [1030, 133], 2),
            transposeA,
            transposeB,
          ),
        1e-5,
      );
    }
  });

  it.each([
    [
      [2, 4, 3],
      [3, 5],
    ],
    [
      [4, 3],
      [2, 3, 5],
    ],
    [
      [0, 3],
      [3, 4],
    ],
    [
      [2, 0],
      [0, 4],
    ],
    [
      [2, 3],
      [3, 0],
    ],
  ])('batches %o x %o', async (a, b) => {
    await expectAsOnCpu(() => tf.matMul(draw(a), draw(b, 2)));
    const swapped = [...a.slice(0, -2), a.at(-1)!, a.at(-2)!];
    await expectAsOnCpu(() => tf.matMul(draw(swapped), draw(b, 2), true));
  });

  it('batches that are broadcast both ways, where tfjs errs on cpu', async () => {
    await tf.setBackend('wasm');
    const [a, b] = [draw([2, 1, 4, 3]), draw([1, 3, 3, 5], 2)];
    const [wide, high] = [tf.tile(a, [1, 3, 1, 1]), tf.tile(b, [2, 1, 1, 1])];
    expect([...(await tf.matMul(a, b).data())]).toEqual([...(await tf.matMul(wide, high).data())]);
    expect([...(await tf.matMul(b, a, true, true).data())]).toEqual([
      ...(await tf.matMul(high, wide, true, true).data()),
    ]);
  });

  it.each(['linear', 'relu', 'leakyrelu', 'elu', 'relu6', 'sigmoid', 'prelu'] as const)(
    'bias and %s',
    async (activation) => {
      for (const columns of [1, 8, 11]) {
        for (const bias of [undefined, [columns], [1]]) {
          await expectAsOnCpu(() =>
            tf.fused.matMul({
              a: draw([7, 6]) as tf.Tensor2D,
              b: draw([6, columns], 2) as tf.Tensor2D,
              ...(bias && { bias: draw(bias, 3) }),
              ...(activation === 'prelu' && { preluActivationWeights: draw([columns], 4) }),
              activation,
              leakyreluAlpha: 0.3,
            }),
          );
        }
      }
    },
  );
});

describe('convolutions on wasm, against cpu', () => {
  const filters = [
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 4],
  ] as const;
  const strides = [
    [1, 1],
    [2, 2],
    [1, 3],
    [5, 4],
  ] as const;
  const explicit = [
    [0, 0],
    [2, 1],
    [0, 3],
    [0, 0],
  ] as const;
  const cases = filters.flatMap((filter) => strides.map((stride) => ({ filter, stride })));

  it.each(cases)('filter $filter, stride $stride: forward, filter and input gradient', async (each) => {
    const [height, width] = each.filter;
    for (const [channels, outChannels] of [
      [1, 9],
      [5, 3],
      [8, 8],
    ] as const) {
      for (const pad of ['same', 'valid', explicit] as const) {
        const x = () => draw([2, 7, 6, channels]);
        const filterShape = [height, width, channels, outChannels];
        const attrs = { strides: each.stride, pad, dataFormat: 'NHWC' };
        const { outHeight, outWidth } = tf.backend_util.computeConv2DInfo(
          [2, 7, 6, channels],
          filterShape as [number, number, number, number],
          [...each.stride],
          1,
          pad as 'same',
        );
        const dy = () => draw([2, outHeight, outWidth, outChannels], 2);
        const filter = () => draw(filterShape, 3);
        await expectAsOnCpu(() =>
          run('Conv2D', { x: x(), filter: filter() }, { ...attrs, dilations: [1, 1] }),
        );
        await expectAsOnCpu(() =>
          run('Conv2DBackpropFilter', { x: x(), dy: dy() }, { ...attrs, filterShape }),
        );
        const inputShape = [2, 7, 6, channels];
        await expectAsOnCpu(() =>
          run('Conv2DBackpropInput', { dy: dy(), filter: filter() }, { ...attrs, inputShape }),
        );
      }
    }
  });

  it.each([
    [2, 1],
    [1, 3],
    [2, 2],
  ])('dilations %o x %o', async (...dilations) => {
    for (const pad of ['same', 'valid'] as const) {
      await expectAsOnCpu(() =>
        tf.conv2d(
          draw([2, 9, 8, 3]) as tf.Tensor4D,
          draw([3, 2, 3, 5], 2) as tf.Tensor4D,
          1,
          pad,
          'NHWC',
          dilations as [number, number],
        ),
      );
    }
  });

  it('bias and activations, and more patches than are laid out at a time', async () => {
    for (const activation of ['linear', 'relu', 'leakyrelu', 'sigmoid'] as const) {
      await expectAsOnCpu(() =>
        tf.fused.conv2d({
          x: draw([3, 20, 20, 4]) as tf.Tensor4D,
          filter: draw([4, 4, 4, 6], 2) as tf.Tensor4D,
          strides: 1,
          pad: 'same',
          bias: draw([6], 3),
          activation,
          leakyreluAlpha: 0.1,
        }),
      );
    }
  });

  it('no images', async () => {
    const attrs = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC' };
    const x = () => tf.zeros([0, 5, 5, 2]);
    await expectAsOnCpu(() =>
      run(
        'Conv2DBackpropFilter',
        { x: x(), dy: tf.zeros([0, 5, 5, 3]) },
        { ...attrs, filterShape: [3, 3, 2, 3] },
      ),
    );
  });
});

const special = [0, -0, 1e-8, -1e-8, 0.3, -0.49, 0.51, 5, -5, 30, -30, 88.7, 89, -87.5, -104, 1e30, -1e30];
const withoutNumber = [NaN, Infinity, -Infinity];

describe('kernels of single numbers on wasm, against cpu', () => {
  it.each(['Relu', 'LeakyRelu', 'Step', 'Tanh', 'Sigmoid', 'Elu', 'Exp', 'Square', 'Sqrt', 'Neg'])(
    '%s, with special values and every remainder of four',
    async (kernel) => {
      const attrs = { alpha: 0.2 };
      for (let length = 0; length < 9; length++)
        await expectAsOnCpu(() => run(kernel, { x: draw([length]) }, attrs));
      await expectAsOnCpu(() => run(kernel, { x: draw([3, 7, 5]) }, attrs));
      for (const value of [...special, ...withoutNumber]) {
        await expectAsOnCpu(() => run(kernel, { x: tf.tensor1d([value]) }, attrs));
      }
    },
  );

  it.each(['Relu', 'LeakyRelu', 'Tanh', 'Sigmoid', 'Elu', 'Softplus'])(
    'the gradient of %s',
    async (kernel) => {
      const restore = installSecondOrderGradients();
      for (const length of [1, 4, 6, 35]) {
        await expectAsOnCpu(() =>
          tf.grad((x) => run(kernel, { x }, { alpha: 0.2 }))(draw([length]), draw([length], 2)),
        );
      }
      restore();
    },
  );

  it('tanh keeps its digits where x is small', async () => {
    await tf.setBackend('wasm');
    const points = Array.from({ length: 400 }, (_, index) => 10 ** (-6 + index / 57));
    const values = await tf.tanh(tf.tensor1d(points)).data();
    for (const [index, x] of points.entries()) {
      expect(Math.abs(values[index]! / Math.tanh(Math.fround(x)) - 1)).toBeLessThan(4e-7);
    }
  });

  it('exp is right to two units in the last place', async () => {
    await tf.setBackend('wasm');
    const points = Array.from({ length: 2000 }, (_, index) => Math.fround(-87 + index * 0.0875));
    const values = await tf.exp(tf.tensor1d(points)).data();
    for (const [index, x] of points.entries()) {
      expect(Math.abs(values[index]! / Math.exp(x) - 1)).toBeLessThan(2.4e-7);
    }
  });

  it.each([
    [[5], [5]],
    [[], []],
    [[], [6]],
    [[3, 5], []],
    [[3, 5], [5]],
    [[9], [4, 9]],
    [
      [3, 5],
      [3, 1],
    ],
    [
      [4, 1],
      [4, 17],
    ],
    [
      [3, 1],
      [1, 4],
    ],
    [
      [2, 3, 4],
      [2, 1, 1],
    ],
    [
      [2, 3, 4],
      [2, 1, 4],
    ],
    [
      [2, 1, 4],
      [1, 3, 1],
    ],
    [[0, 3], [3]],
    [
      [2, 3, 4, 9],
      [1, 1, 1, 9],
    ],
  ])('arithmetic of %o and %o', async (a, b) => {
    for (const kernel of ['Add', 'Sub', 'Multiply', 'RealDiv'])
      await expectAsOnCpu(() => run(kernel, { a: draw(a), b: draw(b, 2) }), 1e-5);
  });

  it.each([
    [[7], [0]],
    [[300, 3], [0]],
    [[300, 37], [0]],
    [[5, 4001], [1]],
    [
      [2, 3, 4, 19],
      [0, 1, 2],
    ],
    [
      [2, 3, 4, 5],
      [1, 2],
    ],
    [
      [2, 3, 4, 5],
      [0, 2],
    ],
    [
      [2, 3, 4, 5],
      [0, 1, 2, 3],
    ],
    [[2, 3], []],
    [[0, 3], [0]],
  ])('sums and means of %o over %o', async (shape, axis) => {
    for (const keepDims of flags) {
      await expectAsOnCpu(() => tf.sum(draw(shape), axis, keepDims), 1e-5);
      if (!shape.includes(0)) await expectAsOnCpu(() => tf.mean(draw(shape), axis, keepDims), 1e-5);
    }
  });

  it.each([1, 4, 7])('batch normalization of %s channels, and its gradients', async (channels) => {
    const restore = installSecondOrderGradients();
    const norm = (...[x, mean, variance, offset, scale]: tf.Tensor[]) =>
      tf.batchNorm(
        x!,
        mean as tf.Tensor1D,
        tf.add(tf.abs(variance!), 0.5) as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
        1e-3,
      );
    const inputs = () => [draw([2, 3, 2, channels]), ...[2, 3, 4, 5].map((seed) => draw([channels], seed))];
    await expectAsOnCpu(() => norm(...inputs()));
    await expectAsOnCpu(() => tf.batchNorm(inputs()[0]!, inputs()[1] as tf.Tensor1D, tf.ones([channels])));
    for (let input = 0; input < 5; input++) {
      await expectAsOnCpu(() => tf.grads(norm)(inputs(), draw([2, 3, 2, channels], 6))[input]!, 1e-5);
    }
    restore();
  });

  it('Adam, with a weight that has no gradient', async () => {
    await expectAsOnCpu(() => {
      const optimizer = adam({ learningRate: 0.1 });
      const weights = [[5], [3, 2], [1]].map((shape, index) => tf.variable(draw(shape, index)));
      for (let update = 0; update < 4; update++) {
        const gradients = [draw([5], 10 + update), draw([3, 2], 20 + update), null];
        optimizer.update(weights, gradients);
      }
      const state = optimizer.save() as { tensors: Record<string, tf.Tensor> };
      const result = tf.concat(
        [...weights, state.tensors.mean!, state.tensors.square!].map((each) => tf.reshape(each, [-1])),
      );
      optimizer.dispose();
      tf.dispose([weights, state.tensors] as never);
      return result;
    }, 3e-7);
  });
});

describe('the kernels on wasm', () => {
  const network = () => {
    const x = draw([4, 9, 9, 3]) as tf.Tensor4D;
    const hidden = tf.tanh(tf.conv2d(x, draw([4, 4, 3, 10], 2) as tf.Tensor4D, 2, 'same'));
    return tf.matMul(tf.reshape(hidden, [4, -1]), draw([250, 6], 3));
  };

  it('give the same numbers each time', async () => {
    const [, first] = await valuesOn('wasm', network);
    const [, second] = await valuesOn('wasm', network);
    expect(second).toEqual(first);
  });

  it('stay right when the memory grows, between them and within', async () => {
    await tf.setBackend('wasm');
    const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
    const [, before] = await valuesOn('wasm', network);
    const size = wasm.HEAPU8.length;
    const large = tf.zeros([size / 4]);
    expect(wasm.HEAPU8.length).toBeGreaterThan(size);
    const [, after] = await valuesOn('wasm', network);
    expect(after).toEqual(before);
    // A right operand so large that packing it makes the memory grow once more.
    const b = tf.ones([2048, 4 * Math.ceil(wasm.HEAPU8.length / 2048 / 16)]);
    const grown = wasm.HEAPU8.length;
    const product = tf.matMul(tf.ones([1, 2048]), b);
    expect(wasm.HEAPU8.length).toBeGreaterThan(grown);
    expect((await product.data()).every((value) => value === 2048)).toBe(true);
    tf.dispose([large, b, product]);
  });

  it('free all that they take', async () => {
    await tf.setBackend('wasm');
    const backend = tf.backend() as unknown as { numDataIds(): number };
    const before = [tf.memory().numTensors, backend.numDataIds()];
    for (let round = 0; round < 3; round++) tf.tidy(() => void network());
    expect([tf.memory().numTensors, backend.numDataIds()]).toEqual(before);
  });

  it('a clone shares its data and outlives what it was made of', async () => {
    await tf.setBackend('wasm');
    const variable = tf.variable(draw([3]));
    const before = [...(await variable.data())];
    const clone = tf.clone(variable);
    expect(clone.dataId).toBe(variable.dataId);
    variable.assign(tf.ones([3]));
    expect([...(await clone.data())]).toEqual(before);
    variable.dispose();
    expect([...(await clone.data())]).toEqual(before);
    clone.dispose();
  });
});
