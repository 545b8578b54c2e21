import * as tf from '@tensorflow/tfjs-core';
import type { KernelRun } from './kernel-run';

/** Images and filters that are square. */
interface Convolution {
  readonly images: number;
  readonly size: number;
  readonly channels: number;
  readonly filterSize: number;
  readonly stride?: number;
  readonly dilation?: number;
}

/** A convolution with 'same' padding and its two gradients. */
export function convolutions(convolution: Convolution & { readonly outChannels: number }): KernelRun[] {
  const { images, size, channels, outChannels } = convolution;
  return threeRuns({
    ...convolution,
    title: `conv ${images}x${size}x${size}x${channels}→${outChannels}`,
    filterShape: [convolution.filterSize, convolution.filterSize, channels, outChannels],
    productsPerPixel: channels * outChannels,
    kernels: ['Conv2D', 'Conv2DBackpropFilter', 'Conv2DBackpropInput'],
  });
}

/** A depthwise convolution with 'same' padding, a filter for each channel, and its two gradients. */
export function depthwiseConvolutions(convolution: Convolution): KernelRun[] {
  const { images, size, channels, filterSize } = convolution;
  return threeRuns({
    ...convolution,
    outChannels: channels,
    title: `depthwise conv ${images}x${size}x${size}x${channels}`,
    filterShape: [filterSize, filterSize, channels, 1],
    productsPerPixel: channels,
    kernels: [
      'DepthwiseConv2dNative',
      'DepthwiseConv2dNativeBackpropFilter',
      'DepthwiseConv2dNativeBackpropInput',
    ],
  });
}

interface ThreeRuns extends Convolution {
  readonly outChannels: number;
  readonly title: string;
  readonly filterShape: [number, number, number, number];
  /** Multiplications for one pixel of the result and one place of the filter. */
  readonly productsPerPixel: number;
  /** Forward, gradient by the filter, gradient by the input. */
  readonly kernels: readonly [string, string, string];
}

function threeRuns(convolution: ThreeRuns): KernelRun[] {
  const { images, size, channels, outChannels, filterSize, filterShape, productsPerPixel } = convolution;
  const { stride = 1, dilation = 1 } = convolution;
  const outSize = Math.ceil(size / stride);
  const x = tf.randomNormal([images, size, size, channels]);
  const filter = tf.randomNormal(filterShape);
  const dy = tf.randomNormal([images, outSize, outSize, outChannels]);
  const attrs = {
    strides: [stride, stride],
    pad: 'same',
    dataFormat: 'NHWC',
    dilations: [dilation, dilation],
    dimRoundingMode: undefined,
  };
  const operations = 2 * images * outSize ** 2 * filterSize ** 2 * productsPerPixel;
  const [forward, filterGradient, inputGradient] = convolution.kernels;
  const title =
    `${convolution.title} ${filterSize}x${filterSize} s${stride}` +
    `${dilation === 1 ? '' : ` dilation ${dilation}`}`;
  return [
    { title: `${title}, forward`, operations, kernel: forward, inputs: { x, filter }, attrs },
    {
      title: `${title}, filter gradient`,
      operations,
      kernel: filterGradient,
      inputs: { x, dy },
      attrs: { ...attrs, filterShape },
    },
    {
      title: `${title}, input gradient`,
      operations,
      kernel: inputGradient,
      inputs: { dy, filter },
      attrs: { ...attrs, inputShape: x.shape },
    },
  ];
}
