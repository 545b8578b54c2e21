import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import {
  activate,
  elu as eluOf,
  leakyRelu as leakyReluOf,
  softmax as softmaxOf,
} from '../reference/activations';
import { add, constant, multiply } from '../reference/arithmetic';
import { NdArray, zip } from '../reference/nd-array';
import { range } from '../reference/range';
import { dot } from '../reference/scalar';
import { type Block, block } from './block';

type Activation = NonNullable<Parameters<typeof tfl.layers.dense>[0]['activation']>;

export function dense(units: number, activation?: string): Block {
  const layer = tfl.layers.dense({ units, ...activationOption(activation) });
  return block(layer, (x, [kernel, bias]) => activate(zip(matMul(x, kernel!), bias!, add), activation));
}

/** `activation` as the option of a layer; it may be one that tfjs's types don't know. */
export function activationOption(activation: string | undefined): { activation?: Activation } {
  return activation === undefined ? {} : { activation: activation as Activation };
}

function matMul(x: NdArray, kernel: NdArray): NdArray {
  const [depth, units] = kernel.shape as [number, number];
  return NdArray.from([...x.shape.slice(0, -1), units], (place) => {
    const row = place.slice(0, -1);
    return dot(
      range(depth).map((index) => x.at([...row, index])),
      range(depth).map((index) => kernel.at([index, place.at(-1)!])),
    );
  });
}

export function activation(name: string): Block {
  const layer = tfl.layers.activation({ activation: name as Activation });
  return block(layer, (x) => activate(x, name));
}

export function relu(maxValue?: number): Block {
  return block(tfl.layers.reLU(maxValue === undefined ? {} : { maxValue }), (x) =>
    activate(x, maxValue === undefined ? 'relu' : 'relu6'),
  );
}

export function leakyRelu(alpha: number): Block {
  return block(tfl.layers.leakyReLU({ alpha }), (x) => x.map((value) => leakyReluOf(value, alpha)));
}

export function prelu(sharedAxes?: number[]): Block {
  return block(tfl.layers.prelu({ ...(sharedAxes ? { sharedAxes } : {}) }), (x, [alpha]) =>
    zip(x, alpha!, (value, slope) => (value.value > 0 ? value : multiply(value, slope))),
  );
}

export function elu(): Block {
  return block(tfl.layers.elu(), (x) => x.map(eluOf));
}

export function thresholdedRelu(theta: number): Block {
  return block(tfl.layers.thresholdedReLU({ theta }), (x) =>
    x.map((value) => (value.value > theta ? value : constant(0))),
  );
}

export function softmax(): Block {
  return block(tfl.layers.softmax({ axis: -1 }), (x) => softmaxOf(x, x.shape.length - 1));
}

/** The mask comes from tfjs: the layer draws the same one from its seed in every pass. */
export function dropout(rate: number, seed: number): Block {
  return block(tfl.layers.dropout({ rate, seed }), (x, _, training) => {
    if (!training) return x;
    const mask = tf.tidy(() => tf.dropout(tf.ones([...x.shape]), rate, undefined, seed).dataSync());
    return zip(x, NdArray.leaves(x.shape, mask), multiply);
  });
}
