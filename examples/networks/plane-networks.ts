import {
  concat,
  cos,
  div,
  matMul,
  mul,
  randomNormal,
  sin,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { initializers, layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import type { TrainableModel } from 'gan-core/trainer';

/** How large a network is, and how far the data reach from 0. */
export interface PlaneNetworkOptions {
  readonly hiddenUnits: readonly number[];
  /** The root mean square of the data's coordinates: inside the networks values are of about 1. */
  readonly scale: number;
}

/** Noise in, points of the plane out. */
export function planeGenerator(
  latentSize: number,
  { hiddenUnits, scale }: PlaneNetworkOptions,
): TrainableModel {
  const network = perceptron(latentSize, hiddenUnits, 2, () => layers.reLU());
  return {
    apply: (noise, { training = false } = {}) => mul(network.apply(noise, { training }) as Tensor, scale),
    get trainableWeights() {
      return network.trainableWeights;
    },
    dispose: () => network.dispose(),
  };
}

/** What the discriminator sees of a point, beside its coordinates. */
export interface FourierFeatureOptions {
  /** How many waves; each gives a sine and a cosine. */
  readonly waves: number;
  /** The standard deviation of the waves' angular frequencies along each axis, per unit of length. */
  readonly bandwidth: number;
}

/**
 * Points of the plane in, logits out. It sees the coordinates and random Fourier features of them, sin Bx and cos Bx with
 * a B that is drawn once and stays (Tancik et al. 2020): dense layers alone are slow to learn what happens within a
 * fortieth of the distance between two modes.
 */
export function planeDiscriminator({
  hiddenUnits,
  scale,
  waves,
  bandwidth,
}: PlaneNetworkOptions & FourierFeatureOptions): TrainableModel {
  const network = perceptron(2 + 2 * waves, hiddenUnits, 1, () => layers.leakyReLU({ alpha: 0.2 }));
  const frequencies = randomNormal([2, waves], 0, bandwidth) as Tensor2D;
  return {
    apply(points, { training = false } = {}) {
      const angles = matMul(points as Tensor2D, frequencies);
      const features = concat([div(points, scale), sin(angles), cos(angles)], 1);
      return network.apply(features, { training }) as Tensor;
    },
    get trainableWeights() {
      return network.trainableWeights;
    },
    dispose() {
      network.dispose();
      frequencies.dispose();
    },
  };
}

/** Dense layers with an activation between them, the weights drawn as He et al. 2015 have it, the kinks spread out. */
function perceptron(
  inputs: number,
  hiddenUnits: readonly number[],
  outputs: number,
  activation: () => layers.Layer,
): Sequential {
  const network = sequential();
  network.add(layers.inputLayer({ inputShape: [inputs] }));
  for (const units of hiddenUnits) {
    const biasInitializer = initializers.randomUniform({ minval: -1, maxval: 1 });
    network.add(layers.dense({ units, kernelInitializer: 'heNormal', biasInitializer }));
    network.add(activation());
  }
  network.add(layers.dense({ units: outputs }));
  return network;
}
