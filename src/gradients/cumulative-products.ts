import {
  add,
  backend_util,
  type GradConfig,
  mul,
  reshape,
  reverse,
  type Tensor,
  transpose,
  util,
} from '@tensorflow/tfjs-core';
import { alongAxis, padMiddle, sliceMiddle } from './along-axis';

/**
 * The gradients of tf.cumprod, of which tfjs has none, and of tf.prod, whose own in tfjs calls methods that tfjs-core doesn't
 * bring by itself. They divide by nothing, so zeros among the factors do no harm.
 */
export const cumulativeProductGradients: readonly GradConfig[] = [
  {
    kernelName: 'Cumprod',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({
      x: () => {
        const {
          axis,
          exclusive,
          reverse: fromEnd,
        } = attributes as never as {
          axis: number;
          exclusive: boolean;
          reverse: boolean;
        };
        const [along] = util.parseAxisParam(axis, x!.shape) as [number];
        const turned = (tensor: Tensor) => (fromEnd ? reverse(tensor, along) : tensor);
        return turned(throughProducts(turned(x!), turned(dy as Tensor), along, exclusive));
      },
    }),
  },
  {
    kernelName: 'Prod',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({
      x: () => {
        const { axis } = attributes as never as { axis: number | number[] };
        const axes = util.parseAxisParam(axis, x!.shape);
        const kept = x!.shape.map((_, each) => each).filter((each) => !axes.includes(each));
        const order = [...kept, ...axes];
        const sorted = transpose(x!, order);
        const count = util.sizeFromShape(axes.map((each) => x!.shape[each]!));
        const rows = reshape(sorted, [x!.size / count, count]);
        // It is the last of the cumulative products, and the gradient goes to that alone.
        const last = padMiddle(reshape(dy as Tensor, [-1, 1, 1]), count - 1, 0);
        const gradient = reshape(throughProducts(rows, reshape(last, rows.shape), 1, false), sorted.shape);
        return transpose(gradient, backend_util.getUndoAxesPermutation(order));
      },
    }),
  },
];

/**
 * The products are made anew, by doubling: after the step with the distance d, each place holds the product of the last 2d
 * factors. The gradient goes back through these log₂ n steps.
 */
function throughProducts(x: Tensor, dy: Tensor, axis: number, exclusive: boolean): Tensor {
  const distances = Array.from({ length: Math.ceil(Math.log2(x.shape[axis]!)) }, (_, step) => 2 ** step);
  const along = (tensor: Tensor, change: (matrices: Tensor) => Tensor) => alongAxis(tensor, axis, change);
  let product = x;
  const steps = distances.map((distance) => {
    const before = product;
    const earlier = along(before, (factors) => delayed(factors, distance));
    product = mul(before, earlier);
    return { distance, before, earlier };
  });
  let gradient = exclusive ? along(dy, (values) => advanced(values, 1)) : dy;
  for (const { distance, before, earlier } of steps.reverse()) {
    const ofEarlier = along(mul(gradient, before), (values) => advanced(values, distance));
    gradient = add(mul(gradient, earlier), ofEarlier);
  }
  return gradient;
}

/** The middle axis of three moved back, with ones in front. */
function delayed(matrices: Tensor, distance: number): Tensor {
  return padMiddle(sliceMiddle(matrices, 0, matrices.shape[1]! - distance), distance, 0, 1);
}

/** The middle axis of three moved forward, with zeros behind. */
function advanced(matrices: Tensor, distance: number): Tensor {
  return padMiddle(sliceMiddle(matrices, distance, matrices.shape[1]! - distance), 0, distance);
}
