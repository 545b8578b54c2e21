import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { draw, expectAsOnCpu, run } from './beside-cpu';

tf.enableProdMode();

let active: ActiveBackend;

beforeAll(async () => {
  active = await useBackend('wasm');
});

afterAll(() => active.restore());

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
