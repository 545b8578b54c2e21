import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, expectClose, growMemory, valuesOf } from '../kernel-calls';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

type Size = readonly [number, number];

/** Both axes of a resizing. */
interface Resizing {
  readonly from: Size;
  readonly to: Size;
  readonly channels: number;
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/**
 * The matrix that resizes one axis, `[to][from]`, column by column: the forward pass on cpu, of images that are 1 in one
 * pixel and 0 elsewhere. Resizing is separable and linear, so its gradient is the product with the two, transposed.
 */
async function matrix(kernel: string, from: number, to: number, attrs: object): Promise<number[][]> {
  await tf.setBackend('cpu');
  const columns = Array.from({ length: from }, (_, pixel) => {
    const image = tf.tensor(
      Array.from({ length: from }, (_, at) => (at === pixel ? 1 : 0)),
      [1, from, 1, 1],
    );
    return valuesOf(kernel, { images: image }, { ...attrs, size: [to, 1] }).values;
  });
  await tf.setBackend('wasm');
  return Array.from({ length: to }, (_, row) => columns.map((column) => column[row]!));
}

async function expectGradient(kernel: string, resizing: Resizing): Promise<void> {
  const { from, to, channels, alignCorners, halfPixelCenters } = resizing;
  const attrs = { alignCorners, halfPixelCenters };
  const [rows, columns] = [
    await matrix(kernel, from[0], to[0], attrs),
    await matrix(kernel, from[1], to[1], attrs),
  ];
  const [images, batch] = [[2, ...from, channels], 2];
  const outShape = [batch, ...to, channels];
  const dy = draw(outShape, 3);
  const expected = new Float64Array(batch * from[0] * from[1] * channels);
  for (let n = 0; n < batch; n++) {
    for (let h = 0; h < to[0]; h++) {
      for (let w = 0; w < to[1]; w++) {
        for (let y = 0; y < from[0]; y++) {
          for (let x = 0; x < from[1]; x++) {
            const share = rows[h]![y]! * columns[w]![x]!;
            for (let c = 0; c < channels; c++)
              expected[((n * from[0] + y) * from[1] + x) * channels + c]! +=
                share * dy[((n * to[0] + h) * to[1] + w) * channels + c]!;
          }
        }
      }
    }
  }
  const { shape, values } = valuesOf(
    `${kernel}Grad`,
    { images: tf.zeros(images), dy: tf.tensor(dy, outShape) },
    attrs,
  );
  expect(shape).toEqual(images);
  expectClose(values, expected);
}

const sizes: readonly (readonly [Size, Size])[] = [
  [
    [3, 4],
    [6, 8],
  ],
  [
    [5, 4],
    [8, 10],
  ],
  [
    [7, 6],
    [3, 4],
  ],
  [
    [5, 5],
    [1, 1],
  ],
  [
    [1, 3],
    [4, 9],
  ],
  [
    [6, 5],
    [6, 5],
  ],
];

describe.each(['ResizeNearestNeighbor', 'ResizeBilinear'])('the gradient of %s on wasm', (kernel) => {
  it.each([
    [false, false],
    [true, false],
    [false, true],
  ])(
    'corners aligned: %s, half-pixel centers: %s: the transpose of the forward pass on cpu',
    async (alignCorners, halfPixelCenters) => {
      for (const [from, to] of sizes) {
        for (const channels of [1, 3, 4, 13])
          await expectGradient(kernel, { from, to, channels, alignCorners, halfPixelCenters });
      }
    },
  );

  it('after the memory has grown', async () => {
    await tf.setBackend('wasm');
    growMemory();
    await expectGradient(kernel, {
      from: [5, 4],
      to: [8, 10],
      channels: 6,
      alignCorners: false,
      halfPixelCenters: false,
    });
  });

  it('no images', async () => {
    await tf.setBackend('wasm');
    const inputs = { images: tf.zeros([0, 4, 4, 5]), dy: tf.zeros([0, 8, 8, 5]) };
    expect(valuesOf(`${kernel}Grad`, inputs, { alignCorners: false }).shape).toEqual([0, 4, 4, 5]);
  });
});
