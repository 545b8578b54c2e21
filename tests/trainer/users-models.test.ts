import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';

onCpu();

const ring = gaussianRing();

describe("the user's models", () => {
  it('are neither compiled, nor frozen, nor disposed of', async () => {
    const [generator, discriminator] = [perceptron(4, [8], 2)(), perceptron(2, [8], 1)()];
    discriminator.layers[0]!.trainable = false;
    const frozen = await discriminator.layers[0]!.getWeights()[0]!.data();
    const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu' });
    await trainer.fit(ring, { steps: 3 });
    trainer.dispose();
    expect(discriminator.layers.map((layer) => layer.trainable)).toEqual([false, true]);
    expect(await discriminator.layers[0]!.getWeights()[0]!.data()).toEqual(frozen);
    expect(generator.optimizer).toBeUndefined();
    expect(generator.getWeights().some((weight) => weight.isDisposed)).toBe(false);
  });

  it("accept tfjs's own optimizers", async () => {
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: perceptron(2, [8], 1),
      latent: normalLatent(4),
      generatorOptimizer: tf.train.rmsprop(1e-3),
      discriminatorOptimizer: tf.train.sgd(1e-2),
      backend: 'cpu',
    });
    const { reports } = await trainer.fit(ring, { steps: 30, reportEvery: 30 });
    expect(Number.isFinite(reports[0]!.discriminatorLoss)).toBe(true);
    trainer.dispose();
  });
});
