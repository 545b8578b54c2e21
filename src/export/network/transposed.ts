import type { Weight } from './network';

/**
 * The weight with its dimensions in another order.
 *
 * @param weight - what has the values
 * @param order - the dimension of `weight` that each one of the result is
 */
export function transposed({ shape, values }: Weight, order: readonly number[]): Weight {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((size, each) => size * each, 1));
  const sizes = order.map((axis) => shape[axis]!);
  const steps = order.map((axis) => strides[axis]!);
  const place = sizes.map(() => 0);
  const result = new Float32Array(values.length);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from]!;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      place[axis]!++;
      if (place[axis]! < sizes[axis]!) break;
      from -= steps[axis]! * sizes[axis]!;
      place[axis] = 0;
    }
  }
  return { shape: sizes, values: result };
}

/** The kernel of a convolution, or of a transposed one, with its channels in front: [...size, a, b] → [b, a, ...size]. */
export function channelsInFront(kernel: Weight): Weight {
  const spatial = kernel.shape.length - 2;
  return transposed(kernel, [spatial + 1, spatial, ...Array(spatial).keys()]);
}

/** The kernel of a depthwise convolution as one of groups: [h, w, channels, multiplier] → [channels · multiplier, 1, h, w]. */
export function asGroups(kernel: Weight): Weight {
  const { shape, values } = transposed(kernel, [2, 3, 0, 1]);
  const [channels, multiplier, ...size] = shape as [number, number, ...number[]];
  return { shape: [channels * multiplier, 1, ...size], values };
}
