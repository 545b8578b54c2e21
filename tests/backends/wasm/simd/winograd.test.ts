import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from 'gan-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FusedActivation } from '../../../../src/backends/wasm/assembly/operation-codes';
import { simdKernels } from '../../../../src/backends/wasm/module/simd-kernels';
import type { WasmBackend } from '../../../../src/backends/wasm/module/wasm-kernel';
import { winogradWorkspace } from '../../../../src/backends/wasm/module/workspace-sizes';
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
  [2, 64, 64, 4, 4, 'same'],
  [13, 28, 24, 4, 4, 'same'], // more tiles than the filter's gradient takes at a time
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

const drawn = (info: tf.backend_util.Conv2DInfo) => ({
  x: draw([...info.inShape]) as tf.Tensor4D,
  filter: draw([...info.filterShape], 2) as tf.Tensor4D,
  dy: draw([...info.outShape], 3) as tf.Tensor4D,
  bias: draw([info.outChannels], 4) as tf.Tensor1D,
});

describe('the kernel against float64', () => {
  it.each(cases)('%s', (_, info) => {
    const { x, filter, dy } = drawn(info);
    const y = truth.convolved(info, x.dataSync(), filter.dataSync());
    expect(truth.relativeError(kernels.convolve('winograd', info, x, filter), y)).toBeLessThan(bar);
    const dx = truth.inputGradient(info, dy.dataSync(), filter.dataSync());
    expect(truth.relativeError(kernels.inputGradient('winograd', info, dy, filter), dx)).toBeLessThan(bar);
    const dFilter = truth.filterGradient(info, x.dataSync(), dy.dataSync());
    expect(truth.relativeError(kernels.filterGradient('winograd', info, x, dy), dFilter)).toBeLessThan(bar);
  });

  it.each([
    ['relu', FusedActivation.relu, 0],
    ['leakyrelu', FusedActivation.leakyrelu, 0.3],
  ] as const)('with a bias and %s', (_, activation, slope) => {
    for (const [, info] of cases) {
      const { x, filter, bias } = drawn(info);
      const epilogue = { bias, activation, slope };
      const [plain, added] = [truth.convolved(info, x.dataSync(), filter.dataSync()), bias.dataSync()];
      const y = plain.map((value, index) => {
        const sum = value + added[index % info.outChannels]!;
        return sum < 0 ? slope * sum : sum;
      });
      const actual = kernels.convolve('winograd', info, x, filter, epilogue);
      expect(truth.relativeError(actual, y)).toBeLessThan(bar);
    }
  });
});

/** Large enough for the estimate to take Winograd: tiles inside and overhanging, phases apart and together. */
const taken = [
  infoOf([8, 13, 16, 32, 40, 'same'], 3, 1),
  infoOf([16, 14, 14, 32, 64, 'same'], 4, 2),
  infoOf([8, 16, 16, 64, 64, 'same'], 4, 2),
];
const named = taken.map((info) => [`${info.inShape} by ${info.filterShape}`, info] as const);

/** conv2d with bias and activation, conv2dTranspose, and the filter's gradient, as useBackend was told to compute them. */
async function results(
  info: tf.backend_util.Conv2DInfo,
  options: { threads: number; winograd?: boolean },
): Promise<Float32Array[]> {
  const now = await useBackend('wasm', { winograd: true, ...options });
  expect(now.threads).toBe(options.threads);
  const { x, filter, dy, bias } = drawn(info);
  const strides = info.strideHeight;
  const y = tf.fused.conv2d({
    x,
    filter,
    strides,
    pad: 'same',
    bias,
    activation: 'leakyrelu',
    leakyreluAlpha: 0.2,
  });
  const dx = tf.conv2dTranspose(dy, filter, info.inShape, strides, 'same');
  const toFilter = tf.grad((w) => tf.conv2d(x, w as tf.Tensor4D, strides, 'same'));
  const dFilter = toFilter(filter, dy);
  const values = [y, dx, dFilter].map((each) => each.dataSync() as Float32Array);
  now.restore();
  return values;
}

describe.each(named)('operations, %s', (_, info) => {
  it('are of the same bits for any number of threads', async () => {
    const alone = await results(info, { threads: 1 });
    for (const threads of [2, 3, 4]) expect(await results(info, { threads })).toEqual(alone);
  });

  it('are those of the direct kernel without Winograd, and others with it', async () => {
    const direct = await results(info, { threads: 1, winograd: false });
    const { x, filter, dy, bias } = drawn(info);
    const epilogue = { bias, activation: FusedActivation.leakyrelu, slope: 0.2 };
    expect(direct[0]).toEqual(kernels.convolve('direct', info, x, filter, epilogue));
    expect(direct[1]).toEqual(kernels.inputGradient('direct', info, dy, filter));
    expect(direct[2]).toEqual(kernels.filterGradient('direct', info, x, dy));
    const byDefault = await results(info, { threads: 1 });
    expect(byDefault[0]).toEqual(kernels.convolve('winograd', info, x, filter, epilogue));
    expect(byDefault[1]).toEqual(kernels.inputGradient('winograd', info, dy, filter));
    expect(byDefault[2]).toEqual(kernels.filterGradient('winograd', info, x, dy));
    for (const index of [0, 1, 2]) expect(byDefault[index]).not.toEqual(direct[index]);
  });
});

it.each([
  ['channels that are no multiple of 4', [8, 16, 16, 30, 64, 'same'], 3, 1],
  ['a filter of another size', [8, 16, 16, 64, 64, 'same'], 5, 1],
  ['3x3 at a stride of 2', [8, 16, 16, 64, 64, 'same'], 3, 2],
  ['too few tiles for the filter', [1, 4, 4, 64, 64, 'same'], 3, 1],
] as const)('leaves %s to the direct kernel', async (_, shape, size, stride) => {
  const info = infoOf(shape, size, stride);
  expect(await results(info, { threads: 1 })).toEqual(await results(info, { threads: 1, winograd: false }));
});

it('refuses a winograd that is neither true nor false', async () => {
  const refused = useBackend('wasm', { winograd: 1 as unknown as boolean });
  await expect(refused).rejects.toThrow(ArgumentError);
  await expect(refused).rejects.toThrow('winograd: got a number (1); expected true or false.');
});

it('counts a workspace that overflows 32 bits as the large number that it is', async () => {
  const info = infoOf([1, 8, 8, 16_384, 16_384, 'same'], 3, 1);
  expect(winogradWorkspace(simdKernels(tf.backend() as unknown as WasmBackend), info)).toBeGreaterThan(
    2 ** 33,
  );
});
