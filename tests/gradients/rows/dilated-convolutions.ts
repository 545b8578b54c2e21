import * as tf from '@tensorflow/tfjs-core';
import type { Row } from '../measure';
import { constant, power } from '../reference/arithmetic';
import { convolve, convolveDepthwise } from '../reference/convolution';
import { NdArray } from '../reference/nd-array';
import type { Padding } from '../reference/windows';
import { operation } from './operation';
import { paddings } from './scaffold';

type Dilations = [number, number];

const square = (x: NdArray) => x.map((value) => power(value, 2));

/** The kernel with zeros in its gaps. */
function dilated(kernel: NdArray, dilations: readonly number[]): NdArray {
  const size = dilations.map((dilation, axis) => (kernel.shape[axis]! - 1) * dilation + 1);
  return NdArray.from([...size, ...kernel.shape.slice(dilations.length)], (place) => {
    const tap = dilations.map((dilation, axis) => place[axis]! / dilation);
    if (!tap.every(Number.isInteger)) return constant(0);
    return kernel.at([...tap, ...place.slice(dilations.length)]);
  });
}

function rowsOf(dilations: Dilations, padding: Padding): Row[] {
  const title = `dilation ${dilations.join('x')}, ${padding}`;
  const x = [2, 6, 7, 2];
  return [
    operation(`conv2d, ${title}`, {
      x,
      weights: [[3, 2, 2, 3]],
      tensor: (input, w) =>
        tf.square(tf.conv2d(input as tf.Tensor4D, w as tf.Tensor4D, 1, padding, 'NHWC', dilations)),
      reference: (input, w) => square(convolve(input, dilated(w!, dilations), [1, 1], padding)),
    }),
    operation(`depthwiseConv2d, ${title}`, {
      x,
      weights: [[2, 3, 2, 2]],
      tensor: (input, w) =>
        tf.square(tf.depthwiseConv2d(input as tf.Tensor4D, w as tf.Tensor4D, 1, padding, 'NHWC', dilations)),
      reference: (input, w) => square(convolveDepthwise(input, dilated(w!, dilations), [1, 1], padding)),
    }),
  ];
}

/** Convolutions with gaps in their filters, whose gradients throw in tfjs. */
export const dilatedConvolutionRows: readonly Row[] = paddings.flatMap((padding) => [
  ...rowsOf([2, 2], padding),
  ...rowsOf([1, 3], padding),
  operation(`conv1d, dilation 2, ${padding}`, {
    x: [2, 7, 2],
    weights: [[3, 2, 3]],
    tensor: (input, w) => tf.square(tf.conv1d(input as tf.Tensor3D, w as tf.Tensor3D, 1, padding, 'NWC', 2)),
    reference: (input, w) => square(convolve(input, dilated(w!, [2]), [1], padding)),
  }),
]);
