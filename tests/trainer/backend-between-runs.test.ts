import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';

onCpu();

const ring = gaussianRing();

describe('another backend set between two runs', () => {
  it('is put back to the one that was asked for', async () => {
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: perceptron(2, [8], 1),
      latent: normalLatent(4),
      backend: 'cpu',
    });
    await trainer.fit(ring, { steps: 1 });
    await tf.setBackend('wasm');
    await trainer.fit(ring, { steps: 1 });
    expect(tf.getBackend()).toBe('cpu');
    trainer.dispose();
  });
});
