import { mul, serialization } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { registerLayers, spectralNormalization } from 'gan-core/models';

const { layers } = tfl;

/** A layer as a user may write one: it multiplies by a number. */
export class Scale extends layers.Layer {
  static className = 'Scale';
  constructor({ factor = 1, ...config }) {
    super(config);
    this.factor = factor;
  }
  call(inputs) {
    return mul(Array.isArray(inputs) ? inputs[0] : inputs, this.factor);
  }
  getConfig() {
    return { ...super.getConfig(), factor: this.factor };
  }
}

/** The same with a mistake: its factor isn't saved. */
export class ForgetfulScale extends Scale {
  static className = 'ForgetfulScale';
  getConfig() {
    const { factor, ...config } = super.getConfig();
    return config;
  }
}

/** What a worker's script must do for models with such layers. */
export function register() {
  serialization.registerClass(Scale);
  serialization.registerClass(ForgetfulScale);
  registerLayers();
}

export const batchNormalizedGenerator = () =>
  tfl.sequential({
    layers: [
      layers.dense({ units: 8, inputShape: [2], useBias: false }),
      layers.batchNormalization(),
      layers.leakyReLU({ alpha: 0.3 }),
      layers.dropout({ rate: 0.2 }),
      layers.dense({ units: 2 }),
    ],
  });

/** Branches, a frozen model, one in a wrapper and another within, a layer that is used twice, one of one's own, and gan-core's. */
export function branchedDiscriminator() {
  const features = tfl.sequential({
    layers: [
      layers.dense({ units: 6, activation: 'tanh', inputShape: [2] }),
      layers.batchNormalization(),
      layers.dense({ units: 6 }),
    ],
  });
  features.trainable = false;
  const trained = tfl.sequential({
    layers: [layers.dense({ units: 6, inputShape: [2] }), layers.layerNormalization()],
  });
  const frozen = tfl.sequential({ layers: [layers.dense({ units: 3, inputShape: [1] })] });
  frozen.trainable = false;
  const wrapped = layers.timeDistributed({ layer: frozen });
  const fixed = layers.dense({ units: 6, trainable: false });
  const shared = layers.dense({ units: 6, activation: 'relu' });
  const input = tfl.input({ shape: [2] });
  const joined = layers
    .concatenate()
    .apply([
      shared.apply(features.apply(input)),
      shared.apply(trained.apply(input)),
      layers.flatten().apply(wrapped.apply(layers.reshape({ targetShape: [2, 1] }).apply(input))),
      new Scale({ factor: 3 }).apply(fixed.apply(input)),
    ]);
  return tfl.model({
    inputs: input,
    outputs: spectralNormalization(layers.dense({ units: 1 })).apply(joined),
  });
}
