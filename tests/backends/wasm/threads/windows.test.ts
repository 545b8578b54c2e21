import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import 'gan-core/gradients'; // registers tfjs's gradients
import { describe, it } from 'vitest';
import { expectSameBits, type Operations, tensorOf } from './thread-counts';

tf.enableProdMode();

type Shape4D = [number, number, number, number];

/** A convolution: its images, its filter, and how it moves. */
interface Window {
  readonly x: Shape4D;
  readonly filter: Shape4D;
  readonly stride?: number;
  readonly dilation?: number;
  readonly pad?: 'same' | 'valid';
}

const run = (kernel: string, inputs: tf.NamedTensorMap, attrs: object) =>
  tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;

/** The convolution, or the depthwise one, and its two gradients. */
function passesOf(kind: 'Conv2D' | 'DepthwiseConv2dNative', window: Window): Operations {
  const { x, filter, stride = 1, dilation = 1, pad = 'same' } = window;
  const attrs = { strides: [stride, stride], dilations: [dilation, dilation], pad, dataFormat: 'NHWC' };
  const { outShape } = tf.backend_util.computeConv2DInfo(
    x,
    filter,
    stride,
    dilation,
    pad,
    undefined,
    kind !== 'Conv2D',
  );
  const dy = () => tensorOf(outShape, 2);
  const told = JSON.stringify(window);
  return {
    ...(kind === 'Conv2D' && {
      [told]: () => run(kind, { x: tensorOf(x), filter: tensorOf(filter, 3) }, attrs),
    }),
    [`by the filter ${told}`]: () =>
      run(`${kind}BackpropFilter`, { x: tensorOf(x), dy: dy() }, { ...attrs, filterShape: filter }),
    [`by the input ${told}`]: () =>
      run(`${kind}BackpropInput`, { dy: dy(), filter: tensorOf(filter, 3) }, { ...attrs, inputShape: x }),
  };
}

const convolutions: Readonly<Record<string, readonly Window[]>> = {
  'small filters, whose blocks are shared': [
    { x: [64, 14, 14, 3], filter: [3, 3, 3, 16] },
    { x: [64, 14, 14, 1], filter: [4, 4, 1, 24], stride: 2 },
    { x: [1, 40, 37, 5], filter: [3, 2, 5, 7] },
  ],
  'large filters, whose rows are shared': [
    { x: [8, 8, 8, 32], filter: [4, 4, 32, 48], stride: 2 },
    { x: [8, 7, 9, 70], filter: [2, 2, 70, 9] },
    { x: [64, 7, 7, 32], filter: [3, 3, 32, 20] },
    { x: [1, 16, 16, 100], filter: [3, 3, 100, 33], pad: 'valid' },
  ],
  'of one pixel': [
    { x: [64, 9, 9, 20], filter: [1, 1, 20, 30] },
    { x: [4, 9, 9, 300], filter: [1, 1, 300, 40] },
    { x: [64, 15, 15, 12], filter: [1, 1, 12, 40], stride: 2 },
  ],
  'strides and dilations': [
    { x: [9, 21, 20, 8], filter: [3, 3, 8, 16], stride: 3 },
    { x: [9, 21, 20, 8], filter: [3, 2, 8, 16], dilation: 2, pad: 'valid' },
    { x: [5, 11, 12, 40], filter: [3, 3, 40, 16], dilation: 3 },
  ],
  'one image, and few': [
    { x: [1, 28, 28, 16], filter: [5, 5, 16, 32] },
    { x: [3, 28, 28, 16], filter: [5, 5, 16, 32], stride: 2 },
  ],
  // 4 MB are 2^20 numbers: of ∂y as it is packed, or of the products of a small filter's blocks.
  'more than a stage': [
    { x: [40, 32, 32, 32], filter: [3, 3, 32, 32] },
    { x: [24, 40, 40, 24], filter: [3, 3, 24, 64] },
  ],
};

describe('convolutions and their gradients give the same bits with any number of threads', () => {
  it.each(Object.entries(convolutions))('%s', async (_, windows) => {
    await expectSameBits(Object.assign({}, ...windows.map((window) => passesOf('Conv2D', window))));
  });

  it('with bias and activation', async () => {
    const fused = (activation: 'leakyrelu' | 'sigmoid', filter: Shape4D) =>
      tf.fused.conv2d({
        x: tensorOf([16, 14, 14, 8]) as tf.Tensor4D,
        filter: tensorOf(filter, 2) as tf.Tensor4D,
        strides: 1,
        pad: 'same',
        bias: tensorOf([filter[3]], 3),
        activation,
        leakyreluAlpha: 0.2,
      });
    await expectSameBits({
      leaky: () => fused('leakyrelu', [3, 3, 8, 20]),
      sigmoid: () => fused('sigmoid', [4, 4, 8, 9]),
      'of one pixel': () => fused('leakyrelu', [1, 1, 8, 20]),
    });
  });
});

describe('windows over single channels give the same bits with any number of threads', () => {
  it.each([1, 3])('the gradients of depthwise convolutions with %i filters a channel', async (multiplier) => {
    const windows: Window[] = [
      { x: [16, 14, 14, 16], filter: [3, 3, 16, multiplier] },
      { x: [1, 40, 31, 9], filter: [5, 4, 9, multiplier], pad: 'valid' },
      { x: [64, 12, 12, 6], filter: [4, 3, 6, multiplier], stride: 2 },
      { x: [7, 15, 16, 12], filter: [3, 3, 12, multiplier], dilation: 2 },
    ];
    await expectSameBits(
      Object.assign({}, ...windows.map((window) => passesOf('DepthwiseConv2dNative', window))),
    );
  });

  it('the gradients of pooling', async () => {
    const operations: Record<string, () => tf.Tensor> = {};
    const shapes: Shape4D[] = [
      [64, 12, 12, 16],
      [3, 33, 30, 7],
      [21, 9, 8, 5],
    ];
    for (const shape of shapes) {
      for (const [size, stride] of [
        [2, 2],
        [3, 1],
        [3, 2],
      ] as const) {
        for (const pool of [tf.maxPool, tf.avgPool]) {
          operations[`${pool.name} of [${shape}], ${size} by ${stride}`] = () =>
            tf.grad((x) => tf.sum(tf.square(pool(x as tf.Tensor4D, size, stride, 'same'))))(tensorOf(shape));
        }
      }
    }
    await expectSameBits(operations);
  });

  it('the gradients of resizing', async () => {
    const operations: Record<string, () => tf.Tensor> = {};
    for (const shape of [
      [32, 8, 8, 16],
      [5, 13, 11, 6],
    ] as Shape4D[]) {
      for (const size of [
        [16, 16],
        [7, 20],
      ] as [number, number][]) {
        for (const resize of [tf.image.resizeBilinear, tf.image.resizeNearestNeighbor]) {
          operations[`${resize.name} of [${shape}] to [${size}]`] = () =>
            tf.grad((x) => tf.sum(tf.square(resize(x as tf.Tensor4D, size))))(tensorOf(shape));
        }
      }
    }
    await expectSameBits(operations);
  });
});
