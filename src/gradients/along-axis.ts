import { pad, reshape, slice, type Tensor, util } from '@tensorflow/tfjs-core';

/**
 * Does something to one axis, shown as the middle one of three: what works in three dimensions then works in all, on webgl
 * too, whose kernels stop at rank 4.
 */
export function alongAxis(x: Tensor, axis: number, change: (matrices: Tensor) => Tensor): Tensor {
  const outer = x.shape.slice(0, axis);
  const inner = x.shape.slice(axis + 1);
  const sizes = [util.sizeFromShape(outer), x.shape[axis]!, util.sizeFromShape(inner)];
  const changed = change(reshape(x, sizes));
  return reshape(changed, [...outer, changed.shape[1]!, ...inner]);
}

/** Puts a number in front of the middle axis of three, and behind it. */
export function padMiddle(matrices: Tensor, before: number, after: number, value = 0): Tensor {
  if (before === 0 && after === 0) return matrices;
  const paddings: [number, number][] = [
    [0, 0],
    [before, after],
    [0, 0],
  ];
  return pad(matrices, paddings, value);
}

/** Takes `size` places of the middle axis of three, from `begin` on. */
export function sliceMiddle(matrices: Tensor, begin: number, size: number): Tensor {
  const [outer, , inner] = matrices.shape as [number, number, number];
  return slice(matrices, [0, begin, 0], [outer, size, inner]);
}
