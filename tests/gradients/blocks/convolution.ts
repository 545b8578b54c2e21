import * as tfl from '@tensorflow/tfjs-layers';
import { activate } from '../reference/activations';
import { add } from '../reference/arithmetic';
import { convolve, convolveDepthwise, convolveTransposed } from '../reference/convolution';
import { type NdArray, zip } from '../reference/nd-array';
import { range } from '../reference/range';
import type { Padding } from '../reference/windows';
import { type Block, block } from './block';
import { activationOption } from './dense';

interface ConvolutionOptions {
  readonly filters?: number;
  readonly kernelSize?: number | number[];
  readonly strides?: number | number[];
  readonly padding?: Padding;
  readonly activation?: string;
  readonly depthMultiplier?: number;
}

type Convolve = (x: NdArray, weights: NdArray[], strides: number[], padding: Padding) => NdArray;

function convolution(dimensions: number, create: (config: never) => tfl.layers.Layer, evaluate: Convolve) {
  return (options: ConvolutionOptions = {}): Block => {
    const { activation, filters = 2, kernelSize = 3, strides = 1, padding = 'valid', ...rest } = options;
    const config = { ...rest, filters, kernelSize, strides, padding, ...activationOption(activation) };
    return block(create(config as never), (x, weights) => {
      const steps = typeof strides === 'number' ? range(dimensions).map(() => strides) : [...strides];
      return activate(zip(evaluate(x, weights, steps, padding), weights.at(-1)!, add), activation);
    });
  };
}

const plain: Convolve = (x, [kernel], strides, padding) => convolve(x, kernel!, strides, padding);
const transposed: Convolve = (x, [kernel], strides, padding) =>
  convolveTransposed(x, kernel!, strides, padding);
const depthwise: Convolve = (x, [kernel], strides, padding) =>
  convolveDepthwise(x, kernel!, strides, padding);
const separable: Convolve = (x, [kernel, pointwise], strides, padding) =>
  convolve(convolveDepthwise(x, kernel!, strides, padding), pointwise!, [1, 1], 'valid');

export const conv1d = convolution(1, tfl.layers.conv1d, plain);
export const conv2d = convolution(2, tfl.layers.conv2d, plain);
export const conv3d = convolution(3, tfl.layers.conv3d, plain);
export const conv2dTranspose = convolution(2, tfl.layers.conv2dTranspose, transposed);
export const conv3dTranspose = convolution(
  3,
  tfl.layers.conv3dTranspose as (config: never) => tfl.layers.Layer,
  transposed,
);
export const depthwiseConv2d = convolution(2, tfl.layers.depthwiseConv2d, depthwise);
export const separableConv2d = convolution(2, tfl.layers.separableConv2d, separable);
