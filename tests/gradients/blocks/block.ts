import type * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import type { NdArray } from '../reference/nd-array';

/** What the float64 reference needs to know of a network's run. */
interface Run {
  readonly training: boolean;
  weightsOf(layer: tfl.layers.Layer): NdArray[];
}

/** A part of a network: layers of tfjs, and the same function in float64. */
export interface Block {
  readonly layers: readonly tfl.layers.Layer[];
  /** Inputs beside x, with their values. */
  readonly inputs?: readonly { readonly symbolic: tfl.SymbolicTensor; readonly value: tf.Tensor }[];
  apply(x: tfl.SymbolicTensor): tfl.SymbolicTensor;
  evaluate(x: NdArray, run: Run): NdArray;
}

/** A block of one layer. */
export function block(
  layer: tfl.layers.Layer,
  evaluate: (x: NdArray, weights: NdArray[], training: boolean) => NdArray,
): Block {
  return {
    layers: [layer],
    apply: (x) => layer.apply(x) as tfl.SymbolicTensor,
    evaluate: (x, { weightsOf, training }) => evaluate(x, weightsOf(layer), training),
  };
}

/** Blocks one after another. */
export function chain(...blocks: Block[]): Block {
  return {
    layers: blocks.flatMap(({ layers }) => layers),
    inputs: blocks.flatMap(({ inputs }) => inputs ?? []),
    apply: (x) => blocks.reduce((output, { apply }) => apply(output), x),
    evaluate: (x, run) => blocks.reduce((output, { evaluate }) => evaluate(output, run), x),
  };
}
