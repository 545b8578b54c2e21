import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import { alongAxis, padMiddle, sliceMiddle } from './along-axis';

/** The filter with zeros in its gaps, so that a convolution without dilation does the same: `[height, width, …]`. */
export function withGaps(filter: Tensor, dilations: readonly [number, number]): Tensor {
  return dilations.reduce(
    (spread, dilation, axis) => alongAxis(spread, axis, (matrices) => spreadMiddle(matrices, dilation)),
    filter,
  );
}

/** The filter out of the one that {@link withGaps} made: what lies in the gaps is left out. */
export function withoutGaps(spread: Tensor, dilations: readonly [number, number]): Tensor {
  return dilations.reduce(
    (filter, dilation, axis) => alongAxis(filter, axis, (matrices) => thinMiddle(matrices, dilation)),
    spread,
  );
}

/** Moves the places of the middle axis of three apart, with zeros in the gaps. */
export function spreadMiddle(matrices: Tensor, distance: number): Tensor {
  if (distance === 1) return matrices;
  const [outer, size, inner] = matrices.shape as [number, number, number];
  const followed = padMiddle(reshape(matrices, [outer * size, 1, inner]), 0, distance - 1);
  return sliceMiddle(reshape(followed, [outer, size * distance, inner]), 0, (size - 1) * distance + 1);
}

function thinMiddle(matrices: Tensor, distance: number): Tensor {
  if (distance === 1) return matrices;
  const [outer, length, inner] = matrices.shape as [number, number, number];
  const size = (length - 1) / distance + 1;
  const groups = reshape(padMiddle(matrices, 0, distance - 1), [outer * size, distance, inner]);
  return reshape(sliceMiddle(groups, 0, 1), [outer, size, inner]);
}
