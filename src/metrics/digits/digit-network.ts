import {
  conv2d,
  leakyRelu,
  matMul,
  mean,
  add as plus,
  reshape,
  type Tensor2D,
  type Tensor4D,
  tensor2d,
  tensor4d,
} from '@tensorflow/tfjs-core';
import { fromBase64 } from '../../threads';

/** Weights of one layer: int8 times a scale for each output, as float32, and biases. */
interface LayerWeights {
  readonly kernel: Float32Array;
  readonly biases: Float32Array;
}

/** Layers as they follow each other: shapes of their kernels, outputs last, and the convolutions' strides. */
const layers: readonly { readonly shape: readonly number[]; readonly stride?: number }[] = [
  { shape: [5, 5, 1, 16], stride: 2 },
  { shape: [3, 3, 16, 32], stride: 1 },
  { shape: [3, 3, 32, 32], stride: 2 },
  { shape: [3, 3, 32, 64], stride: 1 },
  { shape: [64, 10] },
];
const SLOPE = 0.1;

/**
 * Reads the weights from their file's text: in base64, for layer after layer a scale for each output and a bias for each, float32
 * and little-endian; then each layer's kernel as int8, the last axis first to move.
 */
export function unpackDigitWeights(text: string): readonly LayerWeights[] {
  const bytes = fromBase64(text);
  const view = new DataView(bytes.buffer);
  let float = 0;
  const floats = (count: number) =>
    Float32Array.from({ length: count }, () => view.getFloat32(4 * float++, true));
  const outer = layers.map(({ shape }) => {
    const outputs = shape.at(-1)!;
    return { outputs, size: product(shape), scales: floats(outputs), biases: floats(outputs) };
  });
  let at = 4 * float;
  return outer.map(({ outputs, size, scales, biases }) => {
    const kernel = Float32Array.from({ length: size }, (_, i) => view.getInt8(at + i) * scales[i % outputs]!);
    at += size;
    return { kernel, biases };
  });
}

/** The last layer's inputs for images from −1 to 1, `[count, 28, 28, 1]`: the means of 64 maps. To be called within tidy. */
export function digitFeaturesOf(images: Tensor4D, weights: readonly LayerWeights[]): Tensor2D {
  let maps = images;
  for (const [index, { shape, stride }] of layers.entries()) {
    if (stride === undefined) continue;
    const { kernel, biases } = weights[index]!;
    const filters = tensor4d(kernel, shape as [number, number, number, number]);
    maps = leakyRelu(plus(conv2d(maps, filters, stride, 'same'), biases), SLOPE);
  }
  const [count, height, width, channels] = maps.shape;
  // Not a mean over two axes, which some backends take in an order of their own: rows first.
  return mean(reshape(maps, [count, height * width, channels]), 1);
}

/** The ten logits of features. To be called within tidy. */
export function digitLogitsOf(features: Tensor2D, weights: readonly LayerWeights[]): Tensor2D {
  const { kernel, biases } = weights.at(-1)!;
  const { shape } = layers.at(-1)!;
  const matrix = tensor2d(kernel, shape as [number, number]);
  return plus(matMul(features, matrix), biases);
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, axis) => size * axis, 1);
}
