import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { expectSame, negative, normal, onWasmBesideCpu } from './same-as-cpu';

onWasmBesideCpu();

describe('wasm gives what cpu gives', () => {
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
});
