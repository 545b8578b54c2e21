import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { registerLayers, spectralNormalization } from 'gan-core/models';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';

const { dense } = tfl.layers;

describeOnBackends('spectralNormalization', () => {
  it('a frozen one keeps its vectors', async () => {
    const model = tfl.sequential({
      layers: [spectralNormalization(dense({ units: 8, inputShape: [9], trainable: false }))],
    });
    const vectors = () =>
      model
        .getWeights()
        .slice(-2)
        .map((weight) => [...weight.dataSync()]);
    const before = vectors();
    const x = tf.ones([1, 9]);
    tf.dispose(model.apply(x, { training: true }) as tf.Tensor);
    expect(vectors()).toEqual(before);
    x.dispose();
    model.dispose();
  });

  const vectorsOf = (layer: tfl.layers.Layer) =>
    layer.nonTrainableWeights.slice(-2).map((weight) => [...weight.read().dataSync()]);

  it('one in a frozen model keeps its vectors, until that is thawed', () => {
    const layer = spectralNormalization(dense({ units: 8, inputShape: [9] }));
    const inner = tfl.sequential({ layers: [layer] });
    const model = tfl.sequential({ layers: [inner, dense({ units: 1 })] });
    const x = tf.ones([1, 9]);
    tf.dispose(model.apply(x) as tf.Tensor); // tfjs-layers thaws what is frozen earlier
    const before = vectorsOf(layer);
    for (const [trainable, expected] of [
      [false, before],
      [true, expect.not.arrayContaining(before)],
    ] as const) {
      inner.trainable = trainable;
      tf.dispose(model.apply(x, { training: true }) as tf.Tensor);
      expect(vectorsOf(layer)).toEqual(expected);
      expect(model.trainableWeights).toHaveLength(trainable ? 4 : 2);
      expect(model.weights).toHaveLength(6);
    }
    x.dispose();
    model.dispose();
  });

  it('in training, one in a frozen model of a model keeps its vectors', async () => {
    const layer = spectralNormalization(dense({ units: 8, inputShape: [2] }));
    const middle = tfl.sequential({ layers: [tfl.sequential({ layers: [layer] })] });
    const discriminator = tfl.sequential({ layers: [middle, dense({ units: 1 })] });
    middle.trainable = false;
    const generator = perceptron(2, [], 2);
    const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2), seed: 1 });
    const before = vectorsOf(layer);
    await trainer.fit(gaussianRing(), { steps: 2, batchSize: 4 });
    expect(vectorsOf(layer)).toEqual(before);
    trainer.dispose();
    discriminator.dispose();
  });
});

describe('spectralNormalization', () => {
  it('freezes the layer within, after a copy by its configuration too', () => {
    registerLayers();
    const frozen = spectralNormalization(dense({ units: 2, inputShape: [3] }));
    const model = tfl.sequential({ layers: [frozen, dense({ units: 1 })] });
    expect(model.trainableWeights).toHaveLength(4);
    frozen.trainable = false;
    expect(model.trainableWeights).toHaveLength(2);
    expect(model.weights).toHaveLength(6); // u and v too
    const config = model.getConfig() as unknown as tf.serialization.ConfigDict;
    const copy = tfl.Sequential.fromConfig(tfl.Sequential, config) as tfl.Sequential;
    expect(copy.trainableWeights).toHaveLength(2);
    tf.dispose([...model.weights, ...copy.weights].map((weight) => weight.read()));
  });
});
