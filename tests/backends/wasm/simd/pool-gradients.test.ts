import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, expectClose, growMemory, valuesOf } from '../kernel-calls';
import { eachCell, placesAlong, type SlidingWindow, slidingWindows } from './sliding-window';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

const images = 2;

/** Both gradients by the definition, in float64. */
function reference(window: SlidingWindow, channels: number, x: ArrayLike<number>, dy: ArrayLike<number>) {
  const [height, width] = window.size;
  const [rows, columns] = [placesAlong(window, 0).count, placesAlong(window, 1).count];
  const toLargest = new Float64Array(x.length);
  const toAll = new Float64Array(x.length);
  for (let n = 0; n < images; n++) {
    for (let c = 0; c < channels; c++) {
      const largest = new Map<number, number>();
      eachCell(window, ({ y, x: column, h, w }) => {
        const cell = ((n * height + y) * width + column) * channels + c;
        const output = ((n * rows + h) * columns + w) * channels + c;
        toAll[cell]! += dy[output]! / (window.filter[0] * window.filter[1]);
        const found = largest.get(output);
        if (found === undefined || x[cell]! > x[found]!) largest.set(output, cell);
      });
      for (const [output, cell] of largest) toLargest[cell]! += dy[output]!;
    }
  }
  return { toLargest, toAll };
}

function expectGradients(window: SlidingWindow, channels: number, round = (value: number) => value): void {
  const inputShape = [images, ...window.size, channels];
  const outputShape = [images, placesAlong(window, 0).count, placesAlong(window, 1).count, channels];
  const [x, dy] = [draw(inputShape, 1).map(round), draw(outputShape, 2)];
  const { toLargest, toAll } = reference(window, channels, x, dy);
  const attrs = { filterSize: window.filter, strides: window.stride, pad: window.pad };
  const tensors = () => ({ input: tf.tensor(x, inputShape), dy: tf.tensor(dy, outputShape) });
  const ofMax = valuesOf('MaxPoolGrad', { ...tensors(), output: tf.zeros(outputShape) }, attrs);
  const ofAverage = valuesOf('AvgPoolGrad', tensors(), attrs);
  expect([ofMax.shape, ofAverage.shape]).toEqual([inputShape, inputShape]);
  expectClose(ofMax.values, toLargest);
  expectClose(ofAverage.values, toAll);
}

describe('the gradients of pooling on wasm, against the definition in float64', () => {
  it.each([1, 3, 4, 8, 13, 36])('%s channels', (channels) => {
    for (const window of slidingWindows) expectGradients(window, channels);
  });

  it('of equal largest values, the first gets it all', () => {
    for (const window of slidingWindows) expectGradients(window, 7, (value) => Math.round(value));
    for (const window of slidingWindows) expectGradients(window, 5, () => 0);
  });

  it('after the memory has grown', () => {
    growMemory();
    expectGradients(slidingWindows[9]!, 6);
  });

  it('no images', () => {
    const attrs = { filterSize: [2, 2], strides: [1, 1], pad: 'valid' };
    const inputs = () => ({ input: tf.zeros([0, 4, 4, 5]), dy: tf.zeros([0, 3, 3, 5]) });
    expect(valuesOf('AvgPoolGrad', inputs(), attrs).values).toHaveLength(0);
    expect(valuesOf('MaxPoolGrad', inputs(), attrs).values).toHaveLength(0);
  });
});
