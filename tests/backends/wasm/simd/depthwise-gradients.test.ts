import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, expectClose, growMemory, valuesOf } from '../kernel-calls';
import { dilatedWindows, eachCell, placesAlong, type SlidingWindow, slidingWindows } from './sliding-window';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

const images = 2;

/** Both gradients by the definition, in float64. */
function reference(window: SlidingWindow, channels: number, multiplier: number) {
  const [height, width] = window.size;
  const [rows, columns] = [placesAlong(window, 0).count, placesAlong(window, 1).count];
  const shapes = {
    x: [images, height, width, channels],
    filter: [...window.filter, channels, multiplier],
    dy: [images, rows, columns, channels * multiplier],
  };
  const [x, filter, dy] = [draw(shapes.x, 1), draw(shapes.filter, 2), draw(shapes.dy, 3)];
  const toFilter = new Float64Array(filter.length);
  const toInput = new Float64Array(x.length);
  for (let n = 0; n < images; n++) {
    eachCell(window, ({ y, x: column, i, j, h, w }) => {
      for (let c = 0; c < channels; c++) {
        for (let q = 0; q < multiplier; q++) {
          const input = ((n * height + y) * width + column) * channels + c;
          const weight = ((i * window.filter[1] + j) * channels + c) * multiplier + q;
          const output = (((n * rows + h) * columns + w) * channels + c) * multiplier + q;
          toFilter[weight]! += x[input]! * dy[output]!;
          toInput[input]! += filter[weight]! * dy[output]!;
        }
      }
    });
  }
  return { shapes, x, filter, dy, toFilter, toInput };
}

function expectGradients(window: SlidingWindow, channels: number, multiplier: number): void {
  const { shapes, toFilter, toInput, ...values } = reference(window, channels, multiplier);
  const tensor = (name: 'x' | 'filter' | 'dy') => tf.tensor(values[name], shapes[name]);
  const attrs = { strides: window.stride, dilations: window.dilation, pad: window.pad };
  const forFilter = valuesOf(
    'DepthwiseConv2dNativeBackpropFilter',
    { x: tensor('x'), dy: tensor('dy') },
    { ...attrs, filterShape: shapes.filter },
  );
  const forInput = valuesOf(
    'DepthwiseConv2dNativeBackpropInput',
    { dy: tensor('dy'), filter: tensor('filter') },
    { ...attrs, inputShape: shapes.x },
  );
  expect([forFilter.shape, forInput.shape]).toEqual([shapes.filter, shapes.x]);
  expectClose(forFilter.values, toFilter);
  expectClose(forInput.values, toInput);
}

describe('the gradients of the depthwise convolution on wasm, against the definition in float64', () => {
  it.each([
    [1, 1],
    [3, 1],
    [4, 1],
    [13, 1],
    [27, 1],
    [3, 2],
    [5, 3],
    [8, 2],
  ])('%s channels, multiplier %s', (channels, multiplier) => {
    for (const window of [...slidingWindows, ...dilatedWindows])
      expectGradients(window, channels, multiplier);
  });

  it('no images, and images that the filter never fits', () => {
    const attrs = { strides: [1, 1], dilations: [1, 1], pad: 'valid' };
    const none = valuesOf(
      'DepthwiseConv2dNativeBackpropFilter',
      { x: tf.zeros([0, 4, 4, 5]), dy: tf.zeros([0, 3, 3, 5]) },
      { ...attrs, filterShape: [2, 2, 5, 1] },
    );
    expect([...none.values]).toEqual(Array.from({ length: 20 }, () => 0));
    const never = valuesOf(
      'DepthwiseConv2dNativeBackpropInput',
      { dy: tf.zeros([1, 0, 0, 5]), filter: tf.ones([4, 4, 5, 1]) },
      { ...attrs, inputShape: [1, 3, 3, 5] },
    );
    expect([...never.values]).toEqual(Array.from({ length: 45 }, () => 0));
  });

  it('after the memory has grown', () => {
    growMemory();
    for (const multiplier of [1, 2]) expectGradients(slidingWindows[9]!, 6, multiplier);
  });

  it('takes nothing that it does not give back', () => {
    const backend = tf.backend() as unknown as { numDataIds(): number };
    const before = backend.numDataIds();
    expectGradients(slidingWindows[0]!, 4, 2);
    expect(backend.numDataIds()).toBe(before);
  });
});
