import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from 'gan-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw } from './beside-cpu';
import * as truth from './convolution-in-float64';
import * as kernels from './convolution-kernels';

tf.enableProdMode();

/** What useBackend's documentation promises of Winograd's rounding errors. */
const bar = 5e-6;

let active: ActiveBackend;

beforeAll(async () => {
  active = await useBackend('wasm', { threads: 1 });
});

afterAll(() => active.restore());

type Pad = 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
const explicit = (top: number, bottom: number, left: number, right: number): Pad => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];
/** Images, height, width, channels, the output's channels, padding. */
type Shape = readonly [number, number, number, number, number, Pad];

const threeByThree: readonly Shape[] = [
  [3, 16, 16, 8, 12, 'same'],
  [1, 9, 7, 16, 8, 'same'],
  [2, 12, 10, 4, 4, 'valid'],
  [4, 3, 3, 32, 64, 'same'],
  [40, 2, 1, 8, 8, 'same'],
  [1, 32, 31, 64, 64, 'same'],
  [5, 8, 8, 12, 20, explicit(2, 1, 0, 3)],
  [1, 7, 9, 64, 4, 2],
];
const fourByFour: readonly Shape[] = [
  [4, 14, 14, 32, 64, 'same'],
  [1, 32, 30, 8, 16, 'same'],
  [3, 13, 11, 16, 8, 'same'],
  [2, 12, 17, 4, 12, 'valid'],
  [9, 4, 5, 16, 64, 'same'],
  [2, 15, 16, 8, 4, explicit(1, 2, 3, 0)],
  [2, 16, 16, 64, 20, 1],
  [3, 10, 9, 12, 8, explicit(3, 0, 0, 1)],
];
const infoOf = ([images, height, width, channels, outChannels, pad]: Shape, size: number, stride: number) =>
  tf.backend_util.computeConv2DInfo(
    [images, height, width, channels],
    [size, size, channels, outChannels],
    stride,
    1,
    pad,
    'floor',
  );
const infos = [
  ...threeByThree.map((shape) => infoOf(shape, 3, 1)),
  ...fourByFour.map((shape) => infoOf(shape, 4, 2)),
];
const cases = infos.map((info) => {
  const { filterShape, inShape, outShape, padInfo, strideHeight } = info;
  const { top, bottom, left, right } = padInfo;
  const padding = `padding ${top} ${bottom} ${left} ${right}`;
  return [`${inShape} to ${outShape} by ${filterShape}, stride ${strideHeight}, ${padding}`, info] as const;
});

describe('the kernel against float64', () => {
  it.each(cases)('%s', (_, info) => {
    const [x, filter, dy] = [
      draw([...info.inShape]),
      draw([...info.filterShape], 2),
      draw([...info.outShape], 3),
    ];
    const y = truth.convolved(info, x.dataSync(), filter.dataSync());
    expect(truth.relativeError(kernels.convolve('winograd', info, x, filter), y)).toBeLessThan(bar);
    const dx = truth.inputGradient(info, dy.dataSync(), filter.dataSync());
    expect(truth.relativeError(kernels.inputGradient('winograd', info, dy, filter), dx)).toBeLessThan(bar);
    console.log(
      truth.relativeError(kernels.convolve('winograd', info, x, filter), y),
      truth.relativeError(kernels.convolve('direct', info, x, filter), y),
      truth.relativeError(kernels.inputGradient('winograd', info, dy, filter), dx),
      truth.relativeError(kernels.inputGradient('direct', info, dy, filter), dx),
    );
  });
});
