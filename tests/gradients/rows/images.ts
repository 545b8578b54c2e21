import * as tf from '@tensorflow/tfjs-core';
import type { Row } from '../measure';
import { constant, scale, total } from '../reference/arithmetic';
import { NdArray } from '../reference/nd-array';
import { linearOperation } from './operation';

const image = (x: tf.Tensor) => x as tf.Tensor4D;

/** A value between pixels of a row, and 0 outside. */
const between = (x: NdArray, sample: number, row: number, place: number, channel: number) => {
  const left = Math.floor(place);
  const part = place - left;
  const pixel = (column: number) =>
    column >= 0 && column < x.shape[2]! ? x.at([sample, row, column, channel]) : constant(0);
  return total([scale(pixel(left), 1 - part), scale(pixel(left + 1), part)]);
};

/** What GANs do to images: upsampling by channels, borders, augmentations. */
export const imageRows: readonly Row[] = [
  linearOperation(
    'depthToSpace',
    [2, 2, 3, 8],
    (x) => tf.depthToSpace(image(x), 2),
    (x) =>
      NdArray.from([2, 4, 6, 2], ([sample, row, column, channel]) =>
        x.at([sample!, row! >> 1, column! >> 1, ((row! & 1) * 2 + (column! & 1)) * 2 + channel!]),
      ),
  ),
  linearOperation(
    'mirrorPad, reflect',
    [1, 3, 4, 2],
    (x) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [2, 1],
          [1, 3],
          [0, 0],
        ],
        'reflect',
      ),
    (x) =>
      NdArray.from([1, 6, 8, 2], ([, row, column, channel]) =>
        x.at([0, [2, 1, 0, 1, 2, 1][row!]!, [1, 0, 1, 2, 3, 2, 1, 0][column!]!, channel!]),
      ),
  ),
  linearOperation(
    'mirrorPad, symmetric',
    [1, 3, 4, 2],
    (x) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [2, 1],
          [1, 3],
          [0, 0],
        ],
        'symmetric',
      ),
    (x) =>
      NdArray.from([1, 6, 8, 2], ([, row, column, channel]) =>
        x.at([0, [1, 0, 0, 1, 2, 2][row!]!, [0, 0, 1, 2, 3, 3, 2, 1][column!]!, channel!]),
      ),
  ),
  linearOperation(
    'flipLeftRight',
    [2, 2, 3, 2],
    (x) => tf.image.flipLeftRight(image(x)),
    (x) =>
      NdArray.from(x.shape, ([sample, row, column, channel]) => x.at([sample!, row!, 2 - column!, channel!])),
  ),
  linearOperation(
    'rotateWithOffset by a half turn',
    [2, 3, 4, 1],
    // tfjs turns around (width / 2, height / 2), not around the middle of the pixels.
    (x) => tf.image.rotateWithOffset(image(x), Math.PI),
    (x) =>
      NdArray.from(x.shape, ([sample, row, column]) => {
        const [y, left] = [Math.round(2 * 1.5 - row!), 4 - column!];
        return y < 3 && left < 4 ? x.at([sample!, y, left, 0]) : constant(0);
      }),
  ),
  linearOperation(
    'cropAndResize, bilinear',
    [2, 2, 5, 1],
    (x) =>
      tf.image.cropAndResize(
        image(x),
        tf.tensor2d([
          [0, 0.125, 1, 0.625],
          [0, -0.25, 1, 1],
        ]),
        tf.tensor1d([1, 0], 'int32'),
        [2, 3],
      ),
    (x) =>
      NdArray.from([2, 2, 3, 1], ([box, row, column]) => {
        const place = box === 0 ? 0.5 + column! : -1 + 2.5 * column!;
        return place < 0 ? constant(0) : between(x, 1 - box!, row!, place, 0);
      }),
    { backends: ['webgl'], reason: 'tfjs: CropAndResize takes the number of a box for that of its image' },
  ),
  linearOperation(
    'transform by a shift, bilinear',
    [1, 2, 4, 2],
    (x) => tf.image.transform(image(x), tf.tensor2d([[1, 0, -1.25, 0, 1, 0, 0, 0]]), 'bilinear'),
    (x) => NdArray.from(x.shape, ([, row, column, channel]) => between(x, 0, row!, column! - 1.25, channel!)),
  ),
  linearOperation(
    "resizeBilinear with pixels' centers",
    [1, 1, 3, 2],
    (x) => tf.image.resizeBilinear(image(x), [1, 6], false, true),
    (x) =>
      NdArray.from([1, 1, 6, 2], ([, , column, channel]) =>
        between(x, 0, 0, Math.min(2, Math.max(0, column! / 2 - 0.25)), channel!),
      ),
  ),
];
