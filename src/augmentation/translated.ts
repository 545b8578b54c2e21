import {
  matMul,
  reshape,
  type Tensor,
  type Tensor4D,
  tensor3d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';

/**
 * Moves pictures by whole pixels, with zeros where nothing came from.
 *
 * @param pictures - `[batch, height, width, channels]`
 * @param down - by how many rows, for each picture; below 0 is up
 * @param right - by how many columns, for each picture; below 0 is to the left
 */
export function translated(pictures: Tensor4D, down: readonly number[], right: readonly number[]): Tensor {
  const [batch, height, width, channels] = pictures.shape;
  return tidy(() => {
    const rows = reshape(pictures, [batch, height, width * channels]);
    const moved = reshape(matMul(shiftMatrices(down, height), rows), pictures.shape);
    const columns = reshape(transpose(moved, [0, 2, 1, 3]), [batch, width, height * channels]);
    const both = reshape(matMul(shiftMatrices(right, width), columns), [batch, width, height, channels]);
    return transpose(both, [0, 2, 1, 3]);
  });
}

/**
 * The matrices that shift a column of `size` values. As products, shifts have gradients of every order in tfjs itself, on every
 * backend; tfjs has none of reading by computed indices.
 */
function shiftMatrices(shifts: readonly number[], size: number): Tensor {
  const values = new Float32Array(shifts.length * size * size);
  shifts.forEach((shift, picture) => {
    for (let to = Math.max(0, shift); to < Math.min(size, size + shift); to++)
      values[(picture * size + to) * size + to - shift] = 1;
  });
  return tensor3d(values, [shifts.length, size, size]);
}
