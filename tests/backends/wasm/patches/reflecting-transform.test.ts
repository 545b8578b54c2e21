import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { draw, expectClose } from '../kernel-calls';

tf.enableProdMode();

let active: ActiveBackend;
beforeAll(async () => {
  active = await useBackend('wasm');
});
afterAll(() => active.restore());

// No place lies between two pixels or on a border: float32 and float64 round such places to different sides.
const matrices = [
  [1.0013, 0.0007, 1.3137, 0.0011, 1.0019, -0.6353, 0, 0],
  [0.8171, -0.6133, 1.2397, 0.5953, 0.8319, -1.1371, 0, 0],
  [2.3139, 0.4357, -15.4331, -0.3713, 1.7117, -13.3173, 0, 0],
  [1.1359, 0.2371, -0.4719, 0.1173, 0.9137, 0.3191, 0.1131, -0.0713],
  [1.0137, 0.0271, -7.1339, 0.0123, 1.0373, 0.1719, -0.5, 0], // infinitely far in column 2
];
const shapes: [number, number, number, number][] = [
  [1, 4, 5, 2],
  [5, 3, 7, 1],
  [5, 1, 2, 3],
  [5, 2, 1, 1],
];

describe('tf.image.transform on wasm', () => {
  test('a row that is mirrored at its ends', () => {
    const x = tf.tensor4d([0, 1, 2, 3], [1, 1, 4, 1]);
    const moved = (by: number, length: number) => [
      ...tf.image
        .transform(x, tf.tensor2d([[1, 0, by, 0, 1, 0, 0, 0]]), 'nearest', 'reflect', 0, [1, length])
        .dataSync(),
    ];
    expect(moved(-9, 18)).toEqual([0, 0, 1, 2, 3, 3, 2, 1, 0, 0, 1, 2, 3, 3, 2, 1, 0, 0]);
  });

  // cpu's kernel leaves out all images but the first: so it gets one at a time.
  for (const mode of ['reflect', 'constant', 'wrap', 'nearest'] as const)
    test.each(['nearest', 'bilinear'] as const)(
      `outside ${mode}, %s: what cpu gives of each image`,
      async (how) => {
        for (const shape of shapes)
          for (const size of [null, [6, 3], [1, 9]] as ([number, number] | null)[])
            for (const shared of [true, false]) {
              const images = draw(shape);
              const used = matrices.slice(0, shared ? 1 : shape[0]);
              const run = (x: tf.Tensor4D, transforms: number[][]) =>
                tf.image.transform(x, tf.tensor2d(transforms), how, mode, 0.5, size ?? undefined);
              await tf.setBackend('cpu');
              const [batch, ...rest] = shape;
              const length = images.length / batch;
              const expected = Array.from({ length: batch }, (_, n) => {
                const image = tf.tensor4d(images.slice(n * length, (n + 1) * length), [1, ...rest]);
                return [...run(image, [used[n % used.length]!]).dataSync()];
              });
              await tf.setBackend('wasm');
              const result = run(tf.tensor4d(images, shape), used);
              expect(result.shape).toEqual([batch, ...(size ?? rest.slice(0, 2)), rest[2]]);
              expectClose(result.dataSync(), expected.flat(), 1e-5);
            }
      },
    );
});
