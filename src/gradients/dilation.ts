import { pad, reshape, slice, type Tensor } from '@tensorflow/tfjs-core';

/** The filter with zeros in its gaps, so that a convolution without dilation does the same: `[height, width, …]`. */
export function withGaps(filter: Tensor, dilations: readonly [number, number]): Tensor {
  return dilations.reduce((spread, dilation, axis) => spreadAxis(spread, axis, dilation), filter);
}

/** The filter out of the one that {@link withGaps} made: what lies in the gaps is left out. */
export function withoutGaps(spread: Tensor, dilations: readonly [number, number]): Tensor {
  return dilations.reduce((filter, dilation, axis) => thinAxis(filter, axis, dilation), spread);
}

// Both in three dimensions, with the axis in the middle: of four, webgl can't pad each.

function spreadAxis(filter: Tensor, axis: number, dilation: number): Tensor {
  if (dilation === 1) return filter;
  const [outer, size, inner] = around(filter, axis);
  const followed = padEnd(reshape(filter, [outer * size, 1, inner]), dilation - 1);
  const length = (size - 1) * dilation + 1;
  const spread = slice(reshape(followed, [outer, size * dilation, inner]), [0, 0, 0], [outer, length, inner]);
  return reshape(spread, resized(filter, axis, length));
}

function thinAxis(spread: Tensor, axis: number, dilation: number): Tensor {
  if (dilation === 1) return spread;
  const [outer, length, inner] = around(spread, axis);
  const size = (length - 1) / dilation + 1;
  const whole = padEnd(reshape(spread, [outer, length, inner]), dilation - 1);
  const groups = reshape(whole, [outer * size, dilation, inner]);
  return reshape(slice(groups, [0, 0, 0], [outer * size, 1, inner]), resized(spread, axis, size));
}

function padEnd(matrices: Tensor, zeros: number): Tensor {
  return pad(matrices, [
    [0, 0],
    [0, zeros],
    [0, 0],
  ]);
}

/** How many numbers lie before the axis, along it, and after it. */
function around({ shape }: Tensor, axis: number): [outer: number, size: number, inner: number] {
  const product = (sizes: readonly number[]) => sizes.reduce((total, size) => total * size, 1);
  return [product(shape.slice(0, axis)), shape[axis]!, product(shape.slice(axis + 1))];
}

function resized({ shape }: Tensor, axis: number, length: number): number[] {
  return shape.map((size, index) => (index === axis ? length : size));
}
