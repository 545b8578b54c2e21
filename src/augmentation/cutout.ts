import { mul, sub, type Tensor, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';

/** A square to cut out, by its first row and column, which may lie outside of the picture. */
export interface Square {
  readonly top: number;
  readonly left: number;
}

/**
 * Puts zeros into one rectangle of each picture.
 *
 * @param pictures - `[batch, height, width, channels]`
 * @param squares - where, for each picture
 * @param size - how many rows and columns
 */
export function cutOut(
  pictures: Tensor4D,
  squares: readonly Square[],
  size: readonly [rows: number, columns: number],
): Tensor {
  const [batch, height, width] = pictures.shape;
  const inside = (first: number, length: number, within: number) =>
    Array.from({ length: within }, (_, index) => Number(index >= first && index < first + length));
  return tidy(() => {
    const rows = squares.flatMap(({ top }) => inside(top, size[0], height));
    const columns = squares.flatMap(({ left }) => inside(left, size[1], width));
    const hole = mul(tensor4d(rows, [batch, height, 1, 1]), tensor4d(columns, [batch, 1, width, 1]));
    return mul(pictures, sub(1, hole));
  });
}
