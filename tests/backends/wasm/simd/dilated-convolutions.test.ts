import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, expectClose, valuesOf } from '../kernel-calls';
import { dilatedWindows, eachCell, placesAlong, type SlidingWindow } from './sliding-window';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

const images = 2;

/** Both gradients, beside the definition in float64. */
function expectGradients(window: SlidingWindow, channels: number, filters: number): void {
  const [height, width] = window.size;
  const [rows, columns] = [placesAlong(window, 0).count, placesAlong(window, 1).count];
  const inputShape = [images, height, width, channels];
  const filterShape = [...window.filter, channels, filters];
  const outputShape = [images, rows, columns, filters];
  const [x, filter, dy] = [draw(inputShape, 1), draw(filterShape, 2), draw(outputShape, 3)];
  const toFilter = new Float64Array(filter.length);
  const toInput = new Float64Array(x.length);
  for (let n = 0; n < images; n++) {
    eachCell(window, ({ y, x: column, i, j, h, w }) => {
      for (let c = 0; c < channels; c++) {
        for (let k = 0; k < filters; k++) {
          const input = ((n * height + y) * width + column) * channels + c;
          const weight = ((i * window.filter[1] + j) * channels + c) * filters + k;
          const output = ((n * rows + h) * columns + w) * filters + k;
          toFilter[weight]! += x[input]! * dy[output]!;
          toInput[input]! += filter[weight]! * dy[output]!;
        }
      }
    });
  }
  const attrs = { strides: window.stride, dilations: window.dilation, pad: window.pad, dataFormat: 'NHWC' };
  const dyTensor = () => tf.tensor(dy, outputShape);
  const forFilter = valuesOf(
    'Conv2DBackpropFilter',
    { x: tf.tensor(x, inputShape), dy: dyTensor() },
    { ...attrs, filterShape },
  );
  const forInput = valuesOf(
    'Conv2DBackpropInput',
    { dy: dyTensor(), filter: tf.tensor(filter, filterShape) },
    { ...attrs, inputShape },
  );
  expect([forFilter.shape, forInput.shape]).toEqual([filterShape, inputShape]);
  expectClose(forFilter.values, toFilter);
  expectClose(forInput.values, toInput);
}

describe('the gradients of dilated convolutions on wasm, against the definition in float64', () => {
  it.each([
    [1, 1],
    [3, 5],
    [4, 9],
    [13, 3],
  ])('%s channels to %s', (channels, filters) => {
    for (const window of dilatedWindows) expectGradients(window, channels, filters);
  });
});
