import {
  type GradConfig,
  reshape,
  reverse,
  type StridedSliceAttrs,
  slice_util,
  type Tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import { alongAxis, padMiddle } from './along-axis';
import { spreadMiddle } from './with-gaps';

/** tf.stridedSlice takes some of the places along each axis: ∂y goes back to them, zeros go to the others. tfjs has none. */
export const stridedSliceGradients: readonly GradConfig[] = [
  {
    kernelName: 'StridedSlice',
    inputsToSave: ['x'],
    gradFunc: (gradient, [x], attributes) => ({
      x: () => {
        const dy = gradient as Tensor;
        if (dy.size === 0) return zeros(x!.shape);
        const { sizes, begin, strides } = placesTaken(x!.shape, attributes as never as StridedSliceAttrs);
        return x!.shape.reduce(
          (spread, length, axis) =>
            sizes[axis] === length && strides[axis] === 1
              ? spread
              : alongAxis(spread, axis, (taken) => putBack(taken, length, begin[axis]!, strides[axis]!)),
          reshape(dy, sizes),
        );
      },
    }),
  },
];

/** The places taken along each axis of x: their number, the first, and the stride. */
function placesTaken(shape: number[], attributes: StridedSliceAttrs) {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
  const info = slice_util.sliceInfo(
    shape,
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  // Axes that tfjs leaves out of the result are among them, with one place.
  const sizes = info.begin.map((first, axis) => Math.ceil((info.end[axis]! - first) / info.strides[axis]!));
  return { sizes, begin: info.begin, strides: info.strides };
}

/** The middle axis of three, `length` long again. */
function putBack(taken: Tensor, length: number, begin: number, stride: number): Tensor {
  const size = taken.shape[1]!;
  const last = begin + (size - 1) * stride;
  const ascending = stride < 0 ? reverse(taken, 1) : taken;
  const spread = spreadMiddle(ascending, Math.abs(stride));
  return padMiddle(spread, Math.min(begin, last), length - 1 - Math.max(begin, last));
}
